package dev.throughline.api.grpc;

import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.CallAuthentication;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.health.v1.HealthGrpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Lets a call through when its caller is known and may make it. Health may be asked by everybody.
 * The filters that guard HTTP do not see calls of gRPC; this stands in their place.
 */
final class CallerInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final CallAuthentication authentication;

  CallerInterceptor(CallAuthentication authentication) {
    this.authentication = authentication;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    DelayedListener<Q> listener = new DelayedListener<>();
    Context context = Context.current();
    authentication
        .authenticate(headers.get(AUTHORIZATION), address(call))
        .doOnNext(caller -> requireAllowed(caller, call.getMethodDescriptor()))
        .subscribe(
            caller ->
                listener.start(
                    Contexts.interceptCall(Caller.with(caller, context), call, headers, next)),
            failure -> call.close(GrpcErrors.unknownYet(failure), new Metadata()));
    return listener;
  }

  private static void requireAllowed(Person caller, MethodDescriptor<?, ?> method) {
    boolean allowed = caller.hasAnyOf(AccessRules.ofCall(method.getFullMethodName()));
    if (!allowed && !UnknownMethods.isUnknown(method)) {
      throw new ThroughlineException(
          ErrorCode.NOT_ALLOWED,
          "%s may not call %s".formatted(caller.name(), method.getFullMethodName()));
    }
  }

  /** The address that failures are counted by; one bucket for connections without one. */
  private static String address(ServerCall<?, ?> call) {
    SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return remote instanceof InetSocketAddress known && known.getAddress() != null
        ? known.getAddress().getHostAddress()
        : "none";
  }
}
