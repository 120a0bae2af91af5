package dev.gatehouse.loadtest.installation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How an installation differs from the standard one.
 *
 * @param settings scalar settings by key, such as {@code limits.perSecondMax}
 * @param yaml more configuration, in which {@code identity} must not occur
 * @param javaOptions options for the JVM, such as {@code -Xmx256m}
 */
public record Setup(Map<String, String> settings, String yaml, String javaOptions) {
  private static final String NO_LIMIT_PER_SECOND = "1000000";
  private static final String NO_LIMIT_PER_MINUTE = "60000000";

  public Setup {
    settings = Map.copyOf(settings);
  }

  /** As it comes. */
  public static Setup standard() {
    return new Setup(Map.of(), "", "");
  }

  /** With limits that no load here meets. */
  public static Setup withoutRateLimits() {
    return standard()
        .with("limits.perSecondMax", NO_LIMIT_PER_SECOND)
        .with("limits.perMinuteMax", NO_LIMIT_PER_MINUTE);
  }

  public Setup with(String key, Object value) {
    var more = new LinkedHashMap<>(settings);
    more.put(key, value.toString());
    return new Setup(more, yaml, javaOptions);
  }

  public Setup withYaml(String text) {
    return new Setup(settings, text, javaOptions);
  }

  public Setup withJavaOptions(String options) {
    return new Setup(settings, yaml, options);
  }

  /** The settings as variables of the environment, which outweigh the file. */
  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    settings.forEach(
        (key, value) ->
            environment.put("GATEHOUSE_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return environment;
  }
}
