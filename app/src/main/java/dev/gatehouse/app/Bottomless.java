package dev.gatehouse.app;

import dev.gatehouse.config.BottomlessConfig;
import dev.gatehouse.config.value.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** sqld's own copy in a bucket, as its environment says it: nothing of that is an argument. */
final class Bottomless {
  private static final String PREFIX = "LIBSQL_BOTTOMLESS_";

  private Bottomless() {}

  static Map<String, String> environment(BottomlessConfig config) {
    var environment = new HashMap<String, String>();
    if (config.isOn()) {
      put(environment, "BUCKET", config.bucket());
      put(environment, "ENDPOINT", config.endpoint().map(url -> url.uri().toString()));
      put(environment, "DATABASE_ID", config.databaseId());
      put(environment, "AWS_DEFAULT_REGION", config.region());
      put(environment, "AWS_ACCESS_KEY_ID", config.accessKeyId().map(Secret::reveal));
      put(environment, "AWS_SECRET_ACCESS_KEY", config.secretAccessKey().map(Secret::reveal));
    }
    return Map.copyOf(environment);
  }

  private static void put(Map<String, String> environment, String name, Optional<String> value) {
    value.ifPresent(text -> environment.put(PREFIX + name, text));
  }
}
