package dev.gatehouse.admin.registry;

import java.time.Instant;

/**
 * A reply that is given again to a call that is sent again.
 *
 * @param caller who called
 * @param key the caller's own name for the call
 * @param fingerprint a digest of all that was asked
 * @param at when it was given first
 * @param content the reply, without its secrets
 */
public record KeptReply(
    String caller, String key, String fingerprint, Instant at, Content content) {

  /**
   * The reply itself.
   *
   * @param status the HTTP status
   * @param headers as the one who keeps it writes them
   * @param contentType what the body is
   * @param body the body
   */
  public record Content(int status, String headers, String contentType, String body) {}
}
