package dev.gatehouse.config.value;

import java.util.Optional;
import java.util.OptionalLong;

/** An amount of data that is not to be passed, or none: {@code 5GiB}. */
public record StorageMax(OptionalLong bytes) {
  public static final StorageMax NONE = new StorageMax(OptionalLong.empty());

  private static final String NONE_WRITTEN = "none";

  public static Optional<StorageMax> parse(String text) {
    return text.equals(NONE_WRITTEN)
        ? Optional.of(NONE)
        : Units.BYTES.parse(text).map(bytes -> new StorageMax(OptionalLong.of(bytes)));
  }

  @Override
  public String toString() {
    return bytes.isEmpty() ? NONE_WRITTEN : Units.BYTES.format(bytes.getAsLong());
  }
}
