package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;

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

  static ReplyRewriter of(Payload payload, TenantRecord tenant, Owner owner, HandleSeal seal) {
    Optional<ReplyOpening> opening =
        switch (payload) {
          case PIPELINE, CURSOR ->
              Optional.of(new JsonBatonOpening(baton -> seal.seal(baton, owner)));
          case PIPELINE_PROTOBUF ->
              Optional.of(new ProtobufBatonOpening(baton -> seal.seal(baton, owner), false));
          case CURSOR_PROTOBUF ->
              Optional.of(new ProtobufBatonOpening(baton -> seal.seal(baton, owner), true));
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
