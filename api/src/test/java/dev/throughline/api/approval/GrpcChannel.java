package dev.throughline.api.approval;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.throughline.api.grpc.v1.ApproveRequest;
import dev.throughline.api.grpc.v1.CompleteRequest;
import dev.throughline.api.grpc.v1.ConfirmReasonRequest;
import dev.throughline.api.grpc.v1.DecisionContext;
import dev.throughline.api.grpc.v1.DecisionOutcome;
import dev.throughline.api.grpc.v1.DecisionServiceGrpc;
import dev.throughline.api.grpc.v1.DecisionServiceGrpc.DecisionServiceBlockingStub;
import dev.throughline.api.grpc.v1.GetPermissionsRequest;
import dev.throughline.api.grpc.v1.ListProposalsRequest;
import dev.throughline.api.grpc.v1.PersonDecision;
import dev.throughline.api.grpc.v1.ProposeRequest;
import dev.throughline.api.grpc.v1.ProposedAction;
import dev.throughline.api.grpc.v1.RejectRequest;
import dev.throughline.api.grpc.v1.StepPermission;
import dev.throughline.model.FindingId;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** Decisions over gRPC. */
final class GrpcChannel implements Channel, AutoCloseable {
  private final ManagedChannel channel;

  GrpcChannel(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  @Override
  public String take(String user, Call call) {
    try {
      DecisionOutcome outcome = outcome(stub(user), call);
      return "OK %s %s %d %s %d/%d %s by %s tag %d replayed %s"
          .formatted(
              outcome.getStep(),
              outcome.getState(),
              outcome.getVersion(),
              outcome.getAction(),
              outcome.getApprovals(),
              outcome.getApprovalsNeeded(),
              outcome.getReason(),
              outcome.getBy(),
              outcome.getVersion(),
              outcome.getReplayed());
    } catch (StatusRuntimeException refused) {
      return code(refused);
    }
  }

  private static DecisionOutcome outcome(DecisionServiceBlockingStub stub, Call call) {
    DecisionContext context =
        DecisionContext.newBuilder()
            .setFindingId(call.finding().value())
            .setVersion(call.version())
            .setRequestId(call.key())
            .setComment(call.comment())
            .setReason(call.reason())
            .build();
    return switch (call.step()) {
      case "propose" ->
          stub.propose(
                  ProposeRequest.newBuilder().setContext(context).setAction(call.action()).build())
              .getOutcome();
      case "approve" ->
          stub.approve(ApproveRequest.newBuilder().setContext(context).build()).getOutcome();
      case "reject" ->
          stub.reject(RejectRequest.newBuilder().setContext(context).build()).getOutcome();
      case "confirm" ->
          stub.confirmReason(ConfirmReasonRequest.newBuilder().setContext(context).build())
              .getOutcome();
      default ->
          stub.complete(
                  CompleteRequest.newBuilder()
                      .setContext(context)
                      .setOutcome(call.step().equals("complete") ? "DONE" : "FAILED")
                      .build())
              .getOutcome();
    };
  }

  /** Every error has one ErrorInfo with its code. */
  static String code(StatusRuntimeException refused) {
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(ErrorInfo.class))
        .map(
            detail -> {
              try {
                return detail.unpack(ErrorInfo.class).getReason();
              } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
              }
            })
        .reduce((one, two) -> one + " and " + two)
        .orElse("no ErrorInfo");
  }

  @Override
  public String proposals(String user, FindingId finding) {
    StringBuilder text = new StringBuilder();
    ListProposalsRequest request =
        ListProposalsRequest.newBuilder().setFindingId(finding.value()).build();
    for (ProposedAction proposal : stub(user).listProposals(request).getProposalsList()) {
      text.append(
          "%s by %s: %s %s, %d\n"
              .formatted(
                  proposal.getAction(),
                  proposal.getProposedBy(),
                  proposal.getAmount(),
                  proposal.getCurrency(),
                  proposal.getApprovalsNeeded()));
      for (PersonDecision decision : proposal.getDecisionsList()) {
        text.append(
            "  %s by %s: %s %s\n"
                .formatted(
                    decision.getVerdict(),
                    decision.getDecidedBy(),
                    decision.getComment(),
                    decision.getReason()));
      }
    }
    return text.toString();
  }

  @Override
  public String permissions(String user, FindingId finding) {
    StringBuilder text = new StringBuilder();
    GetPermissionsRequest request =
        GetPermissionsRequest.newBuilder().setFindingId(finding.value()).build();
    for (StepPermission permission : stub(user).getPermissions(request).getPermissionsList()) {
      text.append(
          "%s %s %s %s\n"
              .formatted(
                  permission.getStep(),
                  permission.getPermitted(),
                  permission.getCode(),
                  permission.getReason()));
    }
    return text.toString();
  }

  private DecisionServiceBlockingStub stub(String user) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    return DecisionServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
