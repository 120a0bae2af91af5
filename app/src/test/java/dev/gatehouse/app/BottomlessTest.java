package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.sqld.SqldSettings;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sqld is told of the bucket that it copies its changes into, and what is seen of that. */
final class BottomlessTest {
  private static final Map<String, String> SECRETS =
      Map.of("ID", "hidden-id", "SECRET", "hidden-secret");

  @TempDir private Path folder;

  private GatehouseConfig config(String endpoint) throws Exception {
    String yaml =
        """
        sqld:
          bottomless:
            bucket: changes
            endpoint: %s
            region: auto
            databaseId: gatehouse-1
            accessKeyId: {env: ID}
            secretAccessKey: {env: SECRET}
        """
            .formatted(endpoint);
    return ConfigLoader.load(
        Optional.of(Files.writeString(folder.resolve("gatehouse.yaml"), yaml)), SECRETS);
  }

  @Test
  void isToldInTheEnvironmentAlone() throws Exception {
    Map<String, String> environment =
        Bottomless.environment(config("https://s3.example").sqld().bottomless());
    assertEquals(
        Map.of(
            "LIBSQL_BOTTOMLESS_BUCKET", "changes",
            "LIBSQL_BOTTOMLESS_ENDPOINT", "https://s3.example",
            "LIBSQL_BOTTOMLESS_DATABASE_ID", "gatehouse-1",
            "LIBSQL_BOTTOMLESS_AWS_DEFAULT_REGION", "auto",
            "LIBSQL_BOTTOMLESS_AWS_ACCESS_KEY_ID", "hidden-id",
            "LIBSQL_BOTTOMLESS_AWS_SECRET_ACCESS_KEY", "hidden-secret"),
        environment);
    String settings =
        SqldSettings.of(folder, folder, "key", "-----BEGIN ").replicating(environment).toString();
    assertFalse(settings.contains("hidden"), settings);
  }

  @Test
  void isNothingWhereThereIsNoBucket() {
    assertEquals(Map.of(), Bottomless.environment(GatehouseConfig.DEFAULTS.sqld().bottomless()));
    assertTrue(BackupCheck.of(GatehouseConfig.DEFAULTS).isEmpty());
  }

  @Test
  void theDoctorSaysWhetherTheBucketIsThere() throws Exception {
    try (var answers = ScriptedUpstream.start(Script.answersJson(403, ""))) {
      assertTrue(seen(answers).contains("sqld copies its changes into"), seen(answers));
    }
    try (var missing = ScriptedUpstream.start(Script.answersJson(404, ""))) {
      assertTrue(seen(missing).contains("which is not there"), seen(missing));
    }
    String nobody = BackupCheck.of(config("http://127.0.0.1:9")).getFirst().sentence();
    assertTrue(nobody.contains("where nobody answers"), nobody);
    assertFalse(nobody.contains("hidden"), nobody);
  }

  private String seen(ScriptedUpstream bucket) throws Exception {
    return BackupCheck.of(config(bucket.uri().toString())).getFirst().sentence();
  }
}
