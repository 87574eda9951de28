package dev.throughline.api.triage;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.Caller;
import dev.throughline.api.grpc.ReactiveCalls;
import dev.throughline.api.grpc.v1.Advice;
import dev.throughline.api.grpc.v1.AdviceEvidence;
import dev.throughline.api.grpc.v1.AdviceInfluence;
import dev.throughline.api.grpc.v1.GetAdviceRequest;
import dev.throughline.api.grpc.v1.LikelyReason;
import dev.throughline.api.grpc.v1.TriageRequest;
import dev.throughline.api.grpc.v1.TriageServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Advice over gRPC. */
@Component
@ConditionalOnTriage
final class TriageCalls extends TriageServiceGrpc.TriageServiceImplBase {
  private final Triage triage;

  TriageCalls(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void triage(TriageRequest request, StreamObserver<Advice> caller) {
    String actor = Caller.current().name();
    ReactiveCalls.answer(
        Mono.defer(() -> triage.triage(TriageController.finding(request.getFindingId()), actor))
            .map(TriageCalls::message),
        caller);
  }

  @Override
  public void getAdvice(GetAdviceRequest request, StreamObserver<Advice> caller) {
    ReactiveCalls.answer(
        Mono.defer(() -> triage.latest(TriageController.finding(request.getFindingId())))
            .map(TriageCalls::message),
        caller);
  }

  private static Advice message(StoredAdvice stored) {
    var advice = stored.advice();
    Advice.Builder message =
        Advice.newBuilder()
            .setId(stored.id())
            .setFindingId(stored.finding().value())
            .setFindingVersion(stored.findingVersion())
            .setAt(timestamp(stored.at()))
            .setRisk(advice.risk())
            .setPriority(advice.priority())
            .setAction(advice.action())
            .setSummary(stored.summary())
            .setSummaryBy(stored.summaryBy())
            .setAdvisedBy(advice.advisedBy());
    advice
        .reasons()
        .forEach(
            reason ->
                message.addReasons(
                    LikelyReason.newBuilder()
                        .setReason(reason.reason().name())
                        .setProbability(reason.probability())));
    advice
        .influences()
        .forEach(
            influence ->
                message.addInfluences(
                    AdviceInfluence.newBuilder()
                        .setFeature(influence.feature())
                        .setWeight(influence.weight())));
    advice
        .evidence()
        .forEach(
            event ->
                message.addEvidence(
                    AdviceEvidence.newBuilder()
                        .setSource(event.source().name())
                        .setEvent(event.event().value())));
    return message.build();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
