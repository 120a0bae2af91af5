package dev.gatehouse.app;

import dev.gatehouse.config.BackupConfig;
import dev.gatehouse.config.BottomlessConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be seen of backups before they are needed. */
final class BackupCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int NOT_FOUND = 404;

  private BackupCheck() {}

  static List<Finding> of(GatehouseConfig config) {
    var findings = new ArrayList<Finding>();
    if (config.backup().folder().isPresent()) {
      findings.add(folder(config.backup().folder().get()));
      findings.add(key(config));
      findings.add(schedule(config.backup()));
    }
    BottomlessConfig bottomless = config.sqld().bottomless();
    if (bottomless.isOn()) {
      findings.add(
          config.sqld().mode() == SqldMode.MANAGED
              ? bucket(bottomless)
              : warning(
                  "bottomless",
                  "sqld.bottomless is not read, as sqld.mode is external.",
                  "Give the sqld that runs elsewhere its own flags, and remove sqld.bottomless."));
    }
    return findings;
  }

  private static Finding folder(Path folder) {
    Path existing = folder.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? ok("backup-folder", "The backup folder %s can be written.".formatted(folder))
        : warning(
            "backup-folder",
            "The backup folder %s cannot be written.".formatted(folder),
            "Make it writable, or set backup.folder to another folder.");
  }

  private static Finding key(GatehouseConfig config) {
    if (config.backup().key().isPresent()) {
      return ok("backup-key", "Backups are sealed with a key of their own.");
    }
    return config.identity().masterKey().isPresent()
        ? ok("backup-key", "Backups are sealed with the master key.")
        : warning(
            "backup-key",
            "Backups are sealed with a key that lies in the data folder alone.",
            "Set backup.key and keep a copy of it elsewhere: without the key no backup opens.");
  }

  private static Finding schedule(BackupConfig config) {
    return config.every().isPresent()
        ? ok("backup-schedule", "A backup is made by itself, as backup.every says.")
        : warning(
            "backup-schedule",
            "No backup is made by itself.",
            "Set backup.every, or call 'gatehouse backup' from a timer.");
  }

  /** Asks as a stranger, who must not get in: it is enough that somebody answers. */
  private static Finding bucket(BottomlessConfig config) {
    URI endpoint = config.endpoint().orElseThrow().uri();
    String where = "the bucket %s at %s".formatted(config.bucket().orElseThrow(), endpoint);
    URI bucket =
        URI.create(endpoint.toString().replaceAll("/+$", "") + "/" + config.bucket().orElseThrow());
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(bucket)
                      .timeout(PATIENCE)
                      .method("HEAD", HttpRequest.BodyPublishers.noBody())
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      return status == NOT_FOUND
          ? warning(
              "bottomless",
              "sqld shall copy its changes into %s, which is not there.".formatted(where),
              "Create the bucket, or correct sqld.bottomless.bucket.")
          : ok(
              "bottomless",
              "sqld copies its changes into %s; whether its key may write shows in its log."
                  .formatted(where));
    } catch (IOException e) {
      return warning(
          "bottomless",
          "sqld shall copy its changes into %s, where nobody answers.".formatted(where),
          "Correct sqld.bottomless.endpoint, or look at the network.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return warning("bottomless", "The bucket was not asked.", "Ask again.");
    }
  }

  private static Finding ok(String name, String sentence) {
    return new Finding(name, Severity.OK, sentence, "");
  }

  private static Finding warning(String name, String sentence, String remedy) {
    return new Finding(name, Severity.WARNING, sentence, remedy);
  }
}
