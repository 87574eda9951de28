package dev.throughline.api.approval;

import dev.throughline.api.grpc.Caller;
import dev.throughline.api.grpc.ReactiveCalls;
import dev.throughline.api.grpc.v1.ApproveRequest;
import dev.throughline.api.grpc.v1.ApproveResponse;
import dev.throughline.api.grpc.v1.CompleteRequest;
import dev.throughline.api.grpc.v1.CompleteResponse;
import dev.throughline.api.grpc.v1.ConfirmReasonRequest;
import dev.throughline.api.grpc.v1.ConfirmReasonResponse;
import dev.throughline.api.grpc.v1.DecisionServiceGrpc;
import dev.throughline.api.grpc.v1.GetPermissionsRequest;
import dev.throughline.api.grpc.v1.GetPermissionsResponse;
import dev.throughline.api.grpc.v1.ListProposalsRequest;
import dev.throughline.api.grpc.v1.ListProposalsResponse;
import dev.throughline.api.grpc.v1.ProposeRequest;
import dev.throughline.api.grpc.v1.ProposeResponse;
import dev.throughline.api.grpc.v1.RejectRequest;
import dev.throughline.api.grpc.v1.RejectResponse;
import dev.throughline.api.grpc.v1.StepPermission;
import dev.throughline.api.security.Person;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Proposals and decisions over gRPC: the same answers as over REST. */
@Component
final class DecisionCalls extends DecisionServiceGrpc.DecisionServiceImplBase {
  private final Decisions decisions;

  DecisionCalls(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void propose(ProposeRequest request, StreamObserver<ProposeResponse> caller) {
    take(
        () -> DecisionMessages.request(Step.PROPOSE, request.getContext(), request.getAction()),
        outcome -> ProposeResponse.newBuilder().setOutcome(outcome).build(),
        caller);
  }

  @Override
  public void approve(ApproveRequest request, StreamObserver<ApproveResponse> caller) {
    take(
        () -> DecisionMessages.request(Step.APPROVE, request.getContext(), ""),
        outcome -> ApproveResponse.newBuilder().setOutcome(outcome).build(),
        caller);
  }

  @Override
  public void reject(RejectRequest request, StreamObserver<RejectResponse> caller) {
    take(
        () -> DecisionMessages.request(Step.REJECT, request.getContext(), ""),
        outcome -> RejectResponse.newBuilder().setOutcome(outcome).build(),
        caller);
  }

  @Override
  public void confirmReason(
      ConfirmReasonRequest request, StreamObserver<ConfirmReasonResponse> caller) {
    take(
        () -> DecisionMessages.request(Step.CONFIRM_REASON, request.getContext(), ""),
        outcome -> ConfirmReasonResponse.newBuilder().setOutcome(outcome).build(),
        caller);
  }

  @Override
  public void complete(CompleteRequest request, StreamObserver<CompleteResponse> caller) {
    take(
        () ->
            DecisionMessages.request(
                DecisionMessages.completion(request.getOutcome()), request.getContext(), ""),
        outcome -> CompleteResponse.newBuilder().setOutcome(outcome).build(),
        caller);
  }

  private <A> void take(
      Supplier<DecisionRequest> request,
      Function<dev.throughline.api.grpc.v1.DecisionOutcome, A> response,
      StreamObserver<A> caller) {
    Person person = Caller.current();
    ReactiveCalls.answer(
        Mono.fromSupplier(request)
            .flatMap(wanted -> decisions.take(person, wanted))
            .map(DecisionMessages::outcome)
            .map(response),
        caller);
  }

  @Override
  public void listProposals(
      ListProposalsRequest request, StreamObserver<ListProposalsResponse> caller) {
    ReactiveCalls.answer(
        Mono.fromSupplier(() -> CallHeaders.findingId(request.getFindingId()))
            .flatMap(decisions::proposals)
            .map(
                proposals ->
                    ListProposalsResponse.newBuilder()
                        .addAllProposals(
                            proposals.stream().map(DecisionMessages::proposal).toList())
                        .build()),
        caller);
  }

  @Override
  public void getPermissions(
      GetPermissionsRequest request, StreamObserver<GetPermissionsResponse> caller) {
    Person person = Caller.current();
    ReactiveCalls.answer(
        Mono.fromSupplier(() -> CallHeaders.findingId(request.getFindingId()))
            .flatMap(finding -> decisions.permissions(finding, person))
            .map(
                permissions -> {
                  GetPermissionsResponse.Builder response = GetPermissionsResponse.newBuilder();
                  permissions.forEach(
                      (step, permission) ->
                          response.addPermissions(permissionOf(step, permission)));
                  return response.build();
                }),
        caller);
  }

  private static StepPermission permissionOf(Step step, Permission permission) {
    StepPermission.Builder message =
        StepPermission.newBuilder().setStep(step.name()).setPermitted(permission.isPermitted());
    if (permission instanceof Permission.Refused refused) {
      message.setCode(refused.code().name()).setReason(refused.reason());
    }
    return message.build();
  }
}
