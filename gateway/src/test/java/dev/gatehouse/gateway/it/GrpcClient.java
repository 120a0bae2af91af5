package dev.gatehouse.gateway.it;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The gRPC client of other people, with messages as bytes. */
final class GrpcClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;
  private static final int MESSAGE_BYTES_MAX = 64 << 20;
  private static final byte[] FIRST_FRAME = {0x08, 0x01};
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ManagedChannel connection;
  private final Metadata metadata = new Metadata();

  private GrpcClient(NettyChannelBuilder server) {
    this.connection = server.maxInboundMessageSize(MESSAGE_BYTES_MAX).build();
  }

  /** With prior knowledge, without TLS. */
  static GrpcClient connect(URI server) {
    return new GrpcClient(
        NettyChannelBuilder.forAddress(server.getHost(), server.getPort()).usePlaintext());
  }

  /** Over TLS, trusting this certificate alone. */
  static GrpcClient connect(URI server, Path certificate) throws IOException {
    return new GrpcClient(
        NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
            .sslContext(GrpcSslContexts.forClient().trustManager(certificate.toFile()).build()));
  }

  GrpcClient token(String token) {
    return with("authorization", "Bearer " + token);
  }

  GrpcClient with(String name, String value) {
    metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    return this;
  }

  /** Names a namespace as replicas do. */
  GrpcClient namespace(String name) {
    metadata.put(
        Metadata.Key.of("x-namespace-bin", Metadata.BINARY_BYTE_MARSHALLER),
        name.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Begins to replicate, and remembers the session for the calls that follow. */
  String hello() {
    String reply = call("wal_log.ReplicationLog/Hello", FIRST_FRAME);
    List<String> ids = UUID.matcher(reply).results().map(MatchResult::group).toList();
    with("x-session-token", ids.getLast());
    return reply;
  }

  String batchLogEntries() {
    return call("wal_log.ReplicationLog/BatchLogEntries", FIRST_FRAME);
  }

  String snapshot() {
    var all = new StringBuilder();
    stream("wal_log.ReplicationLog/Snapshot").forEachRemaining(all::append);
    return all.toString();
  }

  /** The frames as they come, each asked for when the one before it was taken. */
  Iterator<String> logEntries() {
    return stream("wal_log.ReplicationLog/LogEntries");
  }

  String execute(String clientId, String sql) {
    byte[] query = field(2, joined(field(1, sql), field(2, "")));
    return call("proxy.Proxy/Execute", joined(field(1, clientId), field(2, field(1, query))));
  }

  String describe(String clientId, String sql) {
    return call("proxy.Proxy/Describe", joined(field(1, clientId), field(2, sql)));
  }

  String disconnect(String clientId) {
    return call("proxy.Proxy/Disconnect", field(1, clientId));
  }

  String call(String method, byte[] message) {
    return call(method, message, CallOptions.DEFAULT);
  }

  String call(String method, byte[] message, CallOptions options) {
    return ClientCalls.blockingUnaryCall(
        channel(), method(method, MethodType.UNARY), bounded(options), message);
  }

  private Iterator<String> stream(String method) {
    return ClientCalls.blockingServerStreamingCall(
        channel(),
        method(method, MethodType.SERVER_STREAMING),
        bounded(CallOptions.DEFAULT),
        FIRST_FRAME);
  }

  /** What a call came to: its answer, or the name of its status. */
  interface Call {
    String on(GrpcClient client);
  }

  String outcomeOf(Call call) {
    try {
      return call.on(this);
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode() + " " + refused.getStatus().getDescription();
    }
  }

  private static CallOptions bounded(CallOptions options) {
    return options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Channel channel() {
    return ClientInterceptors.intercept(
        connection, MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  private static MethodDescriptor<byte[], String> method(String name, MethodType type) {
    return MethodDescriptor.<byte[], String>newBuilder()
        .setType(type)
        .setFullMethodName(name)
        .setRequestMarshaller(new Outgoing())
        .setResponseMarshaller(new Incoming())
        .build();
  }

  private static final class Outgoing implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      throw new UnsupportedOperationException("this client only sends these");
    }
  }

  private static final class Incoming implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String message) {
      throw new UnsupportedOperationException("this client only receives these");
    }

    @Override
    public String parse(InputStream message) {
      try {
        return new String(message.readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] field(int number, String value) {
    return field(number, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] value) {
    var field = new ByteArrayOutputStream();
    field.write(number << 3 | 2);
    int rest = value.length;
    while (rest >= 0x80) {
      field.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    field.write(rest);
    field.writeBytes(value);
    return field.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }
}
