package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantVersion;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the version of a namespace is written in {@code etag} and {@code if-match}. */
final class Etags {
  private static final Pattern FORM = Pattern.compile("\"([a-z2-7]{26})-([0-9]{1,18})\"");

  private Etags() {}

  static String write(TenantVersion version) {
    return "\"%s-%d\"".formatted(version.id(), version.version());
  }

  static Optional<TenantVersion> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new TenantVersion(new NamespaceId(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
