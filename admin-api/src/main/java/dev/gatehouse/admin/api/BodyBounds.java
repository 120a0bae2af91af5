package dev.gatehouse.admin.api;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;

/** What is known to be wrong with a body before any of it is there. */
final class BodyBounds {
  private BodyBounds() {}

  /** The same decision, or a refusal where the body that the head announces is not taken. */
  static Dispatcher.Decision fitting(Dispatcher.Decision decision, HttpRequest head) {
    if (!(decision instanceof Dispatcher.Decision.Run(var endpoint, var call))) {
      return decision;
    }
    Optional<Upload> upload = endpoint.upload();
    if (upload.isPresent() && !upload.get().mediaTypes().contains(call.mediaType())) {
      return new Dispatcher.Decision.Refuse(
          Reply.problem(Problem.wrongMediaType(upload.get().mediaTypes())));
    }
    if (upload.isPresent() && !endpoint.permission().isGranted(call.caller().scopes())) {
      return new Dispatcher.Decision.Refuse(
          Reply.problem(Problem.forbidden(endpoint.permission())));
    }
    long bytesMax =
        upload.map(Upload::bytesMax).orElse((long) AdminConnectionHandler.BODY_BYTES_MAX);
    return HttpUtil.getContentLength(head, 0L) > bytesMax
        ? new Dispatcher.Decision.Refuse(tooLarge(bytesMax))
        : decision;
  }

  static Reply tooLarge(long bytesMax) {
    return Reply.problem(Problem.bodyTooLarge(bytesMax));
  }
}
