package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.KeptReply;
import dev.gatehouse.admin.registry.ReplyStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Lets a call that is sent twice under one idempotency key happen once. Only what succeeded is
 * kept, for a day: what failed changed nothing and may be tried again. Secrets are not kept: the
 * reply given again has null in their place.
 */
public final class ReplyLedger {
  static final String HEADER = "idempotency-key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int REPLIES_MAX = 100_000;
  private static final int BODY_CHARS_MAX = 64 * 1024;

  private final ReplyStore store;
  private final InstantSource clock;
  private final Map<Name, String> underWay = new ConcurrentHashMap<>();

  public ReplyLedger(ReplyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Name(String caller, String key) {}

  /** The reply of an earlier call of that name, or that of this one. */
  Reply once(Endpoint endpoint, Call call, Supplier<Reply> work) {
    List<String> keys = call.header(HEADER);
    if (keys.isEmpty()) {
      return work.get();
    }
    if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
      return Reply.problem(
          Problem.invalid(
              List.of(new Problem.FieldError(HEADER, "1..255 visible ASCII characters"))));
    }
    var name = new Name(call.caller().id(), keys.getFirst());
    String fingerprint = fingerprint(endpoint, call);
    String other = underWay.putIfAbsent(name, fingerprint);
    if (other != null) {
      return Reply.problem(
          other.equals(fingerprint) ? Problem.callUnderWay() : Problem.keyReused());
    }
    try {
      return onceAlone(name, fingerprint, work);
    } finally {
      underWay.remove(name);
    }
  }

  private Reply onceAlone(Name name, String fingerprint, Supplier<Reply> work) {
    Instant now = clock.instant();
    Optional<KeptReply> kept =
        store.find(name.caller(), name.key()).filter(reply -> reply.at().isAfter(now.minus(KEPT)));
    if (kept.isPresent()) {
      return kept.get().fingerprint().equals(fingerprint)
          ? again(kept.get().content())
          : Reply.problem(Problem.keyReused());
    }
    Reply reply = work.get();
    boolean hasSucceeded = reply.status() >= 200 && reply.status() < 300;
    if (hasSucceeded && reply.body().length() <= BODY_CHARS_MAX) {
      store.keep(new KeptReply(name.caller(), name.key(), fingerprint, now, content(reply)));
    }
    return reply;
  }

  private static KeptReply.Content content(Reply reply) {
    String body =
        reply.contentType().equals("application/json")
            ? Json.withoutSecrets(reply.body())
            : reply.body();
    return new KeptReply.Content(
        reply.status(), Json.write(reply.headers()), reply.contentType(), body);
  }

  private static Reply again(KeptReply.Content content) {
    var headers = new HashMap<String, String>();
    Json.object(content.headers().getBytes(StandardCharsets.UTF_8))
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    headers.put("idempotency-replayed", "true");
    return new Reply(content.status(), Map.copyOf(headers), content.contentType(), content.body());
  }

  private static String fingerprint(Endpoint endpoint, Call call) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      String head = endpoint.path() + "\n" + call.target() + "\n" + call.query() + "\n";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      call.digest(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** Forgets what is too old or too much. */
  public void prune() {
    store.prune(clock.instant().minus(KEPT), REPLIES_MAX);
  }
}
