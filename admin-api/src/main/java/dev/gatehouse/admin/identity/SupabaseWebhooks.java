package dev.gatehouse.admin.identity;

import dev.gatehouse.admin.identity.StandardSignature.Signed;
import dev.gatehouse.admin.identity.UserEvent.User;
import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.WebhookStore;
import dev.gatehouse.tenancy.IdentityDesk.Headers;
import dev.gatehouse.tenancy.IdentityDesk.Heard;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Provisioner.Provisioned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and ends namespaces as Supabase tells that users sign up and leave: by a Database Webhook
 * on {@code auth.users} that carries a shared secret, or by a signed Auth Hook.
 */
public final class SupabaseWebhooks {
  private static final Logger log = LoggerFactory.getLogger(SupabaseWebhooks.class);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final String BEARER = "Bearer ";

  private final Terms terms;
  private final UserNamespaces namespaces;
  private final WebhookStore done;
  private final InstantSource clock;

  /**
   * What was agreed with Supabase.
   *
   * @param secret the shared secret of Database Webhooks, where they are expected
   * @param secretHeader the header that carries it
   * @param signature of Auth Hooks, where they are expected
   * @param endsNamespaces whether the namespace of a deleted user ends
   * @param naming the namespace of a user, by what its tokens will say
   */
  public record Terms(
      Optional<String> secret,
      String secretHeader,
      Optional<StandardSignature> signature,
      boolean endsNamespaces,
      Function<Map<String, Object>, Optional<Namespace>> naming) {
    @Override
    public String toString() {
      return "Terms[***]";
    }
  }

  public SupabaseWebhooks(
      Terms terms, UserNamespaces namespaces, WebhookStore done, InstantSource clock) {
    this.terms = terms;
    this.namespaces = namespaces;
    this.done = done;
    this.clock = clock;
  }

  Heard hear(Headers headers, byte[] body) {
    return headers.all("webhook-signature").isEmpty()
        ? hearDatabase(headers, body)
        : hearHook(headers, body);
  }

  private Heard hearDatabase(Headers headers, byte[] body) {
    if (terms.secret().isEmpty() || !carries(terms.secret().get(), headers)) {
      return Heard.UNVERIFIED;
    }
    return UserEvent.ofDatabase(body)
        .map(event -> act(event, Optional.empty()))
        .orElse(Heard.MALFORMED);
  }

  private boolean carries(String secret, Headers headers) {
    List<String> values = headers.all(terms.secretHeader());
    if (values.size() != 1) {
      return false;
    }
    String value = values.getFirst();
    String shown =
        value.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? value.substring(BEARER.length())
            : value;
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private Heard hearHook(Headers headers, byte[] body) {
    Instant now = clock.instant();
    Optional<Signed> signed =
        terms.signature().flatMap(signature -> signature.verify(headers, body, now));
    if (signed.isEmpty()) {
      return Heard.UNVERIFIED;
    }
    if (done.isDone(signed.get().id())) {
      return Heard.DONE;
    }
    Heard heard =
        UserEvent.ofHook(body)
            .map(event -> act(event, Optional.of(signed.get().at())))
            .orElse(Heard.MALFORMED);
    if (heard == Heard.DONE) {
      done.done(signed.get().id(), now, now.minus(REMEMBERED));
    }
    return heard;
  }

  private Heard act(UserEvent event, Optional<Instant> saidAt) {
    return switch (event) {
      case UserEvent.Created(User user) -> created(user, saidAt);
      case UserEvent.Deleted(User user) -> deleted(user);
      case UserEvent.Other() -> Heard.DONE;
    };
  }

  private Heard created(User user, Optional<Instant> saidAt) {
    Optional<Namespace> namespace = terms.naming().apply(user.claims());
    if (namespace.isEmpty()) {
      log.warn("a user signed up whose namespace cannot be named as identity.issuers says");
      return Heard.MALFORMED;
    }
    long saidAtSeconds =
        saidAt
            .map(Instant::getEpochSecond)
            .orElseGet(
                () -> user.createdAtSeconds().orElseGet(() -> clock.instant().getEpochSecond()));
    var owner = new Owner(Optional.of(user.id()), user.email());
    Provisioned made = namespaces.found(namespace.get(), owner, saidAtSeconds);
    log.atInfo()
        .addKeyValue("tenant", namespace.get())
        .addKeyValue("result", made)
        .log("a user signed up");
    // A name that was deleted since is not made again, and there is nothing more to do.
    return made == Provisioned.FAILED ? Heard.FAILED : Heard.DONE;
  }

  private Heard deleted(User user) {
    Optional<Namespace> namespace = terms.naming().apply(user.claims());
    if (!terms.endsNamespaces() || namespace.isEmpty()) {
      return Heard.DONE;
    }
    log.atInfo().addKeyValue("tenant", namespace.get()).log("a user was deleted");
    return namespaces.end(namespace.get()) ? Heard.DONE : Heard.FAILED;
  }
}
