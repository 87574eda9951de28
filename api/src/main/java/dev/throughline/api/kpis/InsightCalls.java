package dev.throughline.api.kpis;

import com.google.protobuf.Timestamp;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.grpc.Caller;
import dev.throughline.api.grpc.ReactiveCalls;
import dev.throughline.api.grpc.v1.FindingRecord;
import dev.throughline.api.grpc.v1.GetAgeingRequest;
import dev.throughline.api.grpc.v1.GetAgeingResponse;
import dev.throughline.api.grpc.v1.GetFindingRequest;
import dev.throughline.api.grpc.v1.GetFindingResponse;
import dev.throughline.api.grpc.v1.GetKpisRequest;
import dev.throughline.api.grpc.v1.GetKpisResponse;
import dev.throughline.api.grpc.v1.InsightServiceGrpc;
import dev.throughline.api.grpc.v1.ListFindingsRequest;
import dev.throughline.api.grpc.v1.ListFindingsResponse;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import io.grpc.stub.StreamObserver;
import java.time.DateTimeException;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Figures and exceptions over gRPC: the same answers as over REST. */
@Component
final class InsightCalls extends InsightServiceGrpc.InsightServiceImplBase {
  private final ProcessFigures figures;
  private final FindingStore findings;

  InsightCalls(ProcessFigures figures, FindingStore findings) {
    this.figures = figures;
    this.findings = findings;
  }

  @Override
  public void getKpis(GetKpisRequest request, StreamObserver<GetKpisResponse> caller) {
    ReactiveCalls.answer(
        Mono.fromSupplier(() -> period(request))
            .flatMap(period -> figures.inPeriod(log(request.getLog()), period))
            .map(InsightMessages::kpis),
        caller);
  }

  @Override
  public void getAgeing(GetAgeingRequest request, StreamObserver<GetAgeingResponse> caller) {
    ReactiveCalls.answer(
        Mono.defer(
                () ->
                    figures.ageing(
                        log(request.getLog()),
                        request.hasAsOf() ? instant("as_of", request.getAsOf()) : null))
            .map(InsightMessages::ageing),
        caller);
  }

  @Override
  public void listFindings(
      ListFindingsRequest request, StreamObserver<ListFindingsResponse> caller) {
    Person person = Caller.current();
    ReactiveCalls.answer(Mono.defer(() -> list(request, person)), caller);
  }

  private Mono<ListFindingsResponse> list(ListFindingsRequest request, Person person) {
    MultiValueMap<String, String> parameters = parameters(request);
    FindingQuestion question = FindingQuestion.of(FindingQuestion.canonical(parameters), person);
    PageRequest page = PageRequest.of("findings " + question, parameters);
    return findings
        .list(question.query(page))
        .collectList()
        .map(rows -> page.page(rows, InsightMessages::finding, question::positionAfter))
        .map(InsightCalls::response);
  }

  private static ListFindingsResponse response(Page<FindingRecord> page) {
    return ListFindingsResponse.newBuilder()
        .addAllFindings(page.items())
        .setNextPageToken(page.nextPageToken())
        .build();
  }

  @Override
  public void getFinding(GetFindingRequest request, StreamObserver<GetFindingResponse> caller) {
    ReactiveCalls.answer(
        Mono.defer(() -> findings.find(FindingQuestion.id(request.getFindingId())))
            .map(
                finding ->
                    GetFindingResponse.newBuilder()
                        .setFinding(InsightMessages.finding(finding))
                        .build()),
        caller);
  }

  /** An empty field is an absent one. */
  private static MultiValueMap<String, String> parameters(ListFindingsRequest request) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.addAll(FindingQuestion.STATE, request.getStatesList());
    parameters.addAll(FindingQuestion.TYPE, request.getTypesList());
    parameters.add(FindingQuestion.OWNER, request.getOwner());
    parameters.add(FindingQuestion.SITE, request.getSite());
    parameters.add(FindingQuestion.SUPPLIER, request.getSupplier());
    parameters.add(FindingQuestion.TEXT, request.getText());
    parameters.add(FindingQuestion.ORDER, request.getOrder());
    parameters.add(PageRequest.SIZE_PARAMETER, Integer.toString(request.getPageSize()));
    parameters.add(PageRequest.TOKEN_PARAMETER, request.getPageToken());
    return parameters;
  }

  private static LogName log(String name) {
    return new LogName(name.isBlank() ? ProcessFigures.USUAL_LOG : name);
  }

  private static PeriodQuestion period(GetKpisRequest request) {
    return new PeriodQuestion(
        request.hasFrom() ? instant("from", request.getFrom()) : null,
        request.hasTo() ? instant("to", request.getTo()) : null);
  }

  private static Instant instant(String name, Timestamp timestamp) {
    try {
      return Period.checked(
          name, Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()));
    } catch (DateTimeException outOfRange) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, name + " is no moment of the calendar", null, outOfRange);
    }
  }
}
