package dev.throughline.api.grpc;

import static dev.throughline.api.grpc.GrpcClient.basic;
import static dev.throughline.api.grpc.GrpcClient.details;
import static dev.throughline.api.grpc.GrpcClient.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.security.CallAuthentication;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import reactor.core.publisher.Mono;

/** Calls over real connections, with the service's real accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcServerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  @TempDir static Path folder;

  private final Probe probe = new Probe();
  private RunningService service;
  private GrpcServer server;
  private GrpcClient client;

  @BeforeAll
  void start() {
    service = RunningTestService.start(folder);
    ThroughlineProperties settings = service.part(ThroughlineProperties.class);
    server =
        new GrpcServer(
            new ThroughlineProperties.Grpc(settings.grpc().address(), 0, DEADLINE),
            service.part(CallAuthentication.class),
            probe.services(),
            new DatabaseHealth(
                new DefaultListableBeanFactory().getBeanProvider(ConnectionFactory.class)));
    server.start();
    client = new GrpcClient(server.port());
  }

  @AfterAll
  void stop() {
    client.close();
    server.stop();
    service.close();
  }

  @Test
  void health_withoutCredentials_isServing() {
    HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();

    await()
        .untilAsserted(
            () ->
                assertThat(HealthGrpc.newBlockingStub(client.anonymous()).check(whole).getStatus())
                    .isEqualTo(ServingStatus.SERVING));
  }

  @Test
  void call_withoutCredentials_isUnauthenticated() {
    for (String authorization : new String[] {null, "Basic !", "Basic YQ==", "Digest x"}) {
      StatusRuntimeException refused = refused(Probe.ALLOWED, authorization);

      assertThat(refused.getStatus().getCode())
          .as(authorization)
          .isEqualTo(io.grpc.Status.Code.UNAUTHENTICATED);
      assertThat(info(refused).getReason()).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void call_wrongPassword_isUnauthenticated() {
    StatusRuntimeException refused = refused(Probe.ALLOWED, basic("admin", "wrong"));

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAUTHENTICATED);
  }

  @Test
  void call_allowedRole_knowsItsCaller() {
    assertThat(call(Probe.ALLOWED, admin()).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(probe.caller).isEqualTo(Person.of("admin", Role.ADMIN));
  }

  @Test
  void call_methodForAnotherRole_isPermissionDenied() {
    StatusRuntimeException refused = refused(Probe.FOR_DECIDERS, admin());

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.PERMISSION_DENIED);
    assertThat(info(refused).getReason()).isEqualTo("NOT_ALLOWED");
  }

  @Test
  void call_methodThatNobodyWasAllowed_isPermissionDenied() {
    StatusRuntimeException refused = refused(Probe.FORGOTTEN, admin());

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.PERMISSION_DENIED);
  }

  @Test
  void call_unknownMethod_isToldOnlyToCallersWhoAreKnown() {
    assertThat(refused(Probe.UNKNOWN, null).getStatus().getCode())
        .isEqualTo(io.grpc.Status.Code.UNAUTHENTICATED);
    StatusRuntimeException unknown = refused(Probe.UNKNOWN, admin());
    assertThat(unknown.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
    assertThat(info(unknown).getReason()).isEqualTo("NOT_FOUND");
  }

  @Test
  void call_knownError_isToldWithItsPlace() throws Exception {
    StatusRuntimeException failed = refused(Probe.FAILS, admin());

    assertThat(failed.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    assertThat(failed.getStatus().getDescription()).isEqualTo("order: id: it is wrong");
    ErrorInfo info = info(failed);
    assertThat(info.getReason()).isEqualTo("BAD_VALUE");
    assertThat(info.getDomain()).isEqualTo("throughline");
    assertThat(info.getMetadataMap()).containsKey("requestId");
    BadRequest places = details(failed).getDetails(1).unpack(BadRequest.class);
    assertThat(places.getFieldViolations(0).getField()).isEqualTo("order: id");
  }

  @Test
  void call_unknownErrorThrownByTheService_saysNothing() {
    StatusRuntimeException failed = refused(Probe.THROWS, admin());

    assertThat(failed.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INTERNAL);
    assertThat(failed.getStatus().getDescription()).doesNotContain("hunter2");
    assertThat(info(failed).getReason()).isEqualTo("INTERNAL");
  }

  @Test
  void call_withoutDeadline_endsAtTheServersAndItsWorkStops() {
    StatusRuntimeException late = refused(Probe.NEVER_ENDS, admin());

    assertThat(late.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
    assertThat(info(late).getReason()).isEqualTo("DEADLINE_EXCEEDED");
    await().untilTrue(probe.cancelled);
  }

  @Test
  void runningService_servesGrpcOnAPortOfItsOwn() {
    assertThat(service.grpcPort()).isPositive().isNotEqualTo(service.port());
  }

  private StatusRuntimeException refused(
      MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method, String authorization) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> call(method, authorization));
  }

  private HealthCheckResponse call(
      MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method, String authorization) {
    return ClientCalls.blockingUnaryCall(
        authorization == null ? client.anonymous() : client.with(authorization),
        method,
        CallOptions.DEFAULT,
        HealthCheckRequest.getDefaultInstance());
  }

  private String admin() {
    return basic("admin", service.firstPassword().orElseThrow());
  }

  /** Methods for each thing that can happen, in services whose access rules are known. */
  private static final class Probe {
    /** For integration operators and administrators. */
    private static final String INGEST = "throughline.v1.IngestService";

    /** For people who decide; an administrator does not. */
    private static final String DECISION = "throughline.v1.DecisionService";

    /** No rule names it. */
    private static final String FORGOTTEN_SERVICE = "throughline.v1.ForgottenService";

    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> ALLOWED =
        method(INGEST, "Allowed");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> FAILS =
        method(INGEST, "Fails");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> THROWS =
        method(INGEST, "Throws");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> NEVER_ENDS =
        method(INGEST, "NeverEnds");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> UNKNOWN =
        method(INGEST, "Unknown");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> FOR_DECIDERS =
        method(DECISION, "Approve");
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> FORGOTTEN =
        method(FORGOTTEN_SERVICE, "Forgotten");
    private static final HealthCheckResponse ANSWER =
        HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();

    final AtomicBoolean cancelled = new AtomicBoolean();
    volatile Person caller;

    private static MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method(
        String service, String name) {
      return MethodDescriptor.<HealthCheckRequest, HealthCheckResponse>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName(service + "/" + name)
          .setRequestMarshaller(ProtoUtils.marshaller(HealthCheckRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(HealthCheckResponse.getDefaultInstance()))
          .build();
    }

    List<BindableService> services() {
      ThroughlineException wrong =
          new ThroughlineException(
              ErrorCode.BAD_VALUE, "it is wrong", new Location("order", 0, "id"));
      ServerServiceDefinition ingest =
          ServerServiceDefinition.builder(INGEST)
              .addMethod(ALLOWED, answering(Mono.just(ANSWER)))
              .addMethod(FAILS, answering(Mono.error(wrong)))
              .addMethod(
                  THROWS,
                  ServerCalls.asyncUnaryCall(
                      (request, observer) -> {
                        throw new IllegalStateException("password=hunter2");
                      }))
              .addMethod(
                  NEVER_ENDS,
                  answering(
                      Mono.<HealthCheckResponse>never().doOnCancel(() -> cancelled.set(true))))
              .build();
      ServerServiceDefinition decision =
          ServerServiceDefinition.builder(DECISION)
              .addMethod(FOR_DECIDERS, answering(Mono.just(ANSWER)))
              .build();
      ServerServiceDefinition forgotten =
          ServerServiceDefinition.builder(FORGOTTEN_SERVICE)
              .addMethod(FORGOTTEN, answering(Mono.just(ANSWER)))
              .build();
      return List.of(() -> ingest, () -> decision, () -> forgotten);
    }

    private ServerCallHandler<HealthCheckRequest, HealthCheckResponse> answering(
        Mono<HealthCheckResponse> work) {
      return ServerCalls.asyncUnaryCall(
          (request, observer) -> {
            caller = Caller.current();
            ReactiveCalls.answer(work, observer);
          });
    }
  }
}
