package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.config.GatehouseConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration as somebody wrote it: a file's text and an environment. */
public record Written(String yaml, Map<String, String> environment) {
  /** What the secrets of {@link #everyKey} say. */
  public static final Map<String, String> SECRETS =
      Map.ofEntries(
          Map.entry("SQLD_ADMIN_KEY", "hidden-sqld-key"),
          Map.entry("ADMIN_KEY", "hidden-admin-key"),
          Map.entry("MASTER_KEY", "hidden-master-key-of-32-bytes-and-more"),
          Map.entry("WEBHOOK_SECRET", "hidden-webhook-secret-of-32-bytes-and-more"),
          Map.entry("QUOTA_SECRET", "whsec_aGlkZGVuIHF1b3RhIHNlY3JldCBvZiAzMiBieXRlcw=="),
          Map.entry("HOOK_SECRET", "v1,whsec_aGlkZGVuIGhvb2sgc2VjcmV0IG9mIDMyIGJ5dGVz"),
          Map.entry("LOGIN_SECRET", "hidden-login-secret-of-32-bytes-and-more"),
          Map.entry("COLLECTOR_KEY", "hidden-collector-key"),
          Map.entry("S3_KEY_ID", "hidden-s3-key-id"),
          Map.entry("S3_KEY", "hidden-s3-key"),
          Map.entry("BACKUP_KEY", "hidden-backup-key-of-32-bytes-and-more"));

  public static Written yaml(String yaml) {
    return new Written(yaml, Map.of());
  }

  public static Written environment(Map<String, String> environment) {
    return new Written("", environment);
  }

  /** Every key that there is, with another value than its default. */
  public static Written everyKey() {
    try (InputStream file = GatehouseConfig.class.getResourceAsStream("every-key.yaml")) {
      if (file == null) {
        throw new IllegalStateException("every-key.yaml is not on the class path");
      }
      return new Written(new String(file.readAllBytes(), StandardCharsets.UTF_8), SECRETS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LoadedConfig load() throws InvalidConfigException {
    try {
      Path file = Files.createTempFile("gatehouse", ".yaml");
      try {
        Files.writeString(file, yaml);
        return ConfigLoader.loadWithOrigins(Optional.of(file), environment);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with it, without the places. */
  public List<String> problems() {
    return assertThrows(InvalidConfigException.class, this::load).problems().stream()
        .map(p -> p.path() + ": " + p.found() + " (" + p.hint() + ")")
        .toList();
  }
}
