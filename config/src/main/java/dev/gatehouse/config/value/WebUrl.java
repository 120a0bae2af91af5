package dev.gatehouse.config.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where something is published: {@code https://login.example/keys.json}. */
public record WebUrl(URI uri) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** Reads a URL with a host, and without a user or a fragment. */
  public static Optional<WebUrl> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web = uri.getScheme() != null && SCHEMES.contains(uri.getScheme());
      boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
      return web && plain && uri.getHost() != null
          ? Optional.of(new WebUrl(uri))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody on the way can change what comes from there. */
  public boolean isSafe() {
    return uri.getScheme().equals("https") || LOOPBACK.matcher(uri.getHost()).matches();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
