package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import java.time.Duration;
import java.util.Optional;

/** The admin API. */
public record AdminConfig(
    @Key(
            doc =
                "The key that opens the admin API. Without it Gatehouse makes one at the first"
                    + " start and keeps it in the `data` folder.")
        Optional<Secret> key,
    @Key(
            doc =
                "How long a deleted database stays in the trash, where it keeps its name and can be"
                    + " brought back. After that its data is gone.",
            bounds = "1s..366d")
        Duration trashPeriod) {
  public static final AdminConfig DEFAULTS = new AdminConfig(Optional.empty(), Duration.ofDays(7));
}
