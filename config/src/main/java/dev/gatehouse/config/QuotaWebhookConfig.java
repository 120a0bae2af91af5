package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who is told when a tenant has used up a quota, or nearly. */
public record QuotaWebhookConfig(
    @Key(
            doc =
                "Where a notice is posted as JSON when a tenant passes `quotas.softPercent` of a"
                    + " quota, and when it has used it up: once for each quota and month. Must use"
                    + " https unless it is on this machine. Without it nobody is told.")
        Optional<WebUrl> url,
    @Key(
            doc =
                "The secret that notices are signed with, as Standard Webhooks says: `whsec_` and"
                    + " at least 16 bytes in base64. Must be given with the URL.")
        Optional<Secret> secret)
    implements Checked {
  private static final Pattern SECRET = Pattern.compile("(v1,)?whsec_[A-Za-z0-9+/]{22,}={0,2}");

  public static final QuotaWebhookConfig DEFAULTS =
      new QuotaWebhookConfig(Optional.empty(), Optional.empty());

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (url.isPresent() && !url.get().isSafe()) {
      found.add(new Contradiction("url", url.get(), "https, or an address of this machine"));
    }
    if (url.isPresent() != secret.isPresent()) {
      found.add(
          url.isPresent()
              ? new Contradiction("secret", "missing", "whsec_ and a key in base64")
              : new Contradiction("url", "missing", "where notices go"));
    } else if (secret.isPresent() && !SECRET.matcher(secret.get().reveal()).matches()) {
      found.add(new Contradiction("secret", "another form", "whsec_ and a key in base64"));
    }
    return found;
  }
}
