package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Webhooks of Supabase, by which a new user gets a namespace. */
public record SupabaseWebhookConfig(
    @Key(
            doc =
                "The `name` of the entry of `identity.issuers` whose tokens these users will show:"
                    + " it says what their namespaces are called. Must be given with either"
                    + " secret.")
        Optional<String> issuer,
    @Key(
            doc =
                "The secret that Database Webhooks on `auth.users` carry in a header of theirs, at"
                    + " least 32 bytes. Without it they are refused.")
        Optional<Secret> secret,
    @Key(doc = "That header. `Bearer ` before the secret is allowed.") String secretHeader,
    @Key(
            doc =
                "The secret that Auth Hooks are signed with, `v1,whsec_…` as Supabase shows it;"
                    + " several joined by `|` while one takes the place of another. Without it"
                    + " they are refused.")
        Optional<Secret> hookSecret,
    @Key(doc = "How far the time of a signed hook may be from this machine's.", bounds = "1s..30m")
        Duration tolerance,
    @Key(
            doc =
                "What becomes of the namespace of a user whose deletion a Database Webhook tells:"
                    + " `delete` or `keep`.")
        UserDeletion onDelete)
    implements Checked {
  private static final int SECRET_CHARS_MIN = 32;
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern HOOK_SECRET =
      Pattern.compile(
          "(v1,)?whsec_[A-Za-z0-9+/]{22,}={0,2}(\\|(v1,)?whsec_[A-Za-z0-9+/]{22,}={0,2})*");

  public static final SupabaseWebhookConfig DEFAULTS =
      new SupabaseWebhookConfig(
          Optional.empty(),
          Optional.empty(),
          "authorization",
          Optional.empty(),
          Duration.ofMinutes(5),
          UserDeletion.DELETE);

  /** Whether any webhook is expected. */
  public boolean isExpected() {
    return secret.isPresent() || hookSecret.isPresent();
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (isExpected() && issuer.isEmpty()) {
      found.add(new Contradiction("issuer", "missing", "the name of an entry of identity.issuers"));
    }
    if (secret.isPresent() && secret.get().reveal().length() < SECRET_CHARS_MIN) {
      found.add(new Contradiction("secret", "too short", "at least 32 bytes"));
    }
    if (!HEADER.matcher(secretHeader).matches()) {
      found.add(new Contradiction("secretHeader", secretHeader, "the name of a header"));
    }
    if (hookSecret.isPresent() && !HOOK_SECRET.matcher(hookSecret.get().reveal()).matches()) {
      found.add(new Contradiction("hookSecret", "another form", "v1,whsec_ and a key in base64"));
    }
    return found;
  }
}
