package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import java.util.Optional;

/** The admin API. */
public record AdminConfig(
    @Key(
            doc =
                "The key that opens the admin API. Without it Gatehouse makes one at the first"
                    + " start and keeps it in the `data` folder.")
        Optional<Secret> key) {
  public static final AdminConfig DEFAULTS = new AdminConfig(Optional.empty());
}
