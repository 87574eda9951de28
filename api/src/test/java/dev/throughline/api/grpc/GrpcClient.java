package dev.throughline.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A real connection to a service's gRPC port. */
public final class GrpcClient implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;

  public GrpcClient(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** For calls without credentials. */
  public Channel anonymous() {
    return channel;
  }

  /** For calls with name and password. */
  public Channel as(String user, String password) {
    return with(basic(user, password));
  }

  /** For calls with these credentials, such as {@code Bearer …}. */
  public Channel with(String authorization) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, authorization);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  public static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  public static Status details(Throwable error) {
    Status status = StatusProto.fromThrowable(error);
    assertThat(status).as("details of " + error).isNotNull();
    return status;
  }

  /** The one that every error must have. */
  public static ErrorInfo info(Throwable error) {
    List<ErrorInfo> infos =
        details(error).getDetailsList().stream()
            .filter(detail -> detail.is(ErrorInfo.class))
            .map(GrpcClient::unpacked)
            .toList();
    assertThat(infos).hasSize(1);
    return infos.get(0);
  }

  private static ErrorInfo unpacked(Any detail) {
    try {
      return detail.unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
