package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes the client's answer out of sqld's: what is not known here stays behind. */
public final class ReplyRewriter {
  private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  private static final List<AsciiString> PASSED =
      List.of(
          HttpHeaderNames.CONTENT_TYPE,
          HttpHeaderNames.CACHE_CONTROL,
          AsciiString.cached("grpc-status"),
          MESSAGE,
          AsciiString.cached("grpc-status-details-bin"));

  private final TenantRecord tenant;
  private final Optional<ReplyOpening> opening;

  private ReplyRewriter(TenantRecord tenant, Optional<ReplyOpening> opening) {
    this.tenant = tenant;
    this.opening = opening;
  }

  /** What becomes of the answer to such a body, with a baton that goes through the seal. */
  static ReplyRewriter of(Payload payload, TenantRecord tenant, UnaryOperator<String> seal) {
    Optional<ReplyOpening> opening =
        switch (payload) {
          case PIPELINE, CURSOR -> Optional.of(new JsonBatonOpening(seal));
          case PIPELINE_PROTOBUF -> Optional.of(new ProtobufBatonOpening(seal, false));
          case CURSOR_PROTOBUF -> Optional.of(new ProtobufBatonOpening(seal, true));
          default -> Optional.empty();
        };
    return new ReplyRewriter(tenant, opening);
  }

  /** What the beginning of this answer's body must go through, where it must. */
  public Optional<ReplyGate> gateFor(HttpResponse response) {
    Optional<ReplyOpening> first =
        response.status().codeClass() == HttpStatusClass.SUCCESS
            ? opening
            : Optional.of(new ErrorOpening(tenant));
    return first.map(ReplyGate::new);
  }

  /** The headers for the client. */
  public HttpHeaders headersOf(HttpResponse response) {
    HttpHeaders from = response.headers();
    HttpHeaders to = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    for (AsciiString name : PASSED) {
      List<String> values = from.getAll(name);
      if (!values.isEmpty()) {
        to.set(name, values);
      }
    }
    String message = to.get(MESSAGE);
    if (message != null) {
      to.set(MESSAGE, ErrorOpening.cleaned(message, tenant));
    }
    if (!from.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && from.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      to.set(HttpHeaderNames.CONTENT_LENGTH, from.get(HttpHeaderNames.CONTENT_LENGTH));
    }
    return to;
  }
}
