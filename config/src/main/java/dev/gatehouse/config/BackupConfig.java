package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Backups of the registry and of all databases. */
public record BackupConfig(
    @Key(
            doc =
                "The folder that backups are written to, best on another disk, and copied from"
                    + " there to another place. Without it there are no backups.")
        Optional<Path> folder,
    @Key(
            doc =
                "How often a backup is made by itself, such as `1d`. Without it one is made only by"
                    + " `gatehouse backup`. One that fails is tried again after 15 minutes.",
            bounds = "1m..366d")
        Optional<Duration> every,
    @Key(
            doc =
                "The key that seals the backups: at least 32 bytes, as `{file: PATH}` or `{env:"
                    + " NAME}`. Without it they are sealed with the master key. Keep a copy where"
                    + " this machine is not: without the key a backup is worth nothing.")
        Optional<Secret> key,
    @Key(
            doc =
                "How many databases are read at once. Each takes a connection of sqld and, where it"
                    + " has changed, is loaded once more to be compared.",
            bounds = "1..64")
        int parallelMax,
    @Key(doc = "How long backups are kept.") BackupKeepConfig keep)
    implements Checked {
  private static final int KEY_BYTES_MIN = 32;

  public static final BackupConfig DEFAULTS =
      new BackupConfig(
          Optional.empty(), Optional.empty(), Optional.empty(), 2, BackupKeepConfig.DEFAULTS);

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (every.isPresent() && folder.isEmpty()) {
      found.add(new Contradiction("folder", "missing", "where the backups go"));
    }
    if (key.isPresent()
        && key.get().reveal().getBytes(StandardCharsets.UTF_8).length < KEY_BYTES_MIN) {
      found.add(new Contradiction("key", "too short", "at least " + KEY_BYTES_MIN + " bytes"));
    }
    return found;
  }
}
