package dev.gatehouse.tenancy;

import java.util.Optional;

/** What a caller may do with a database. */
public enum Access {
  READ_ONLY("ro"),
  READ_WRITE("rw");

  private final String claim;

  Access(String claim) {
    this.claim = claim;
  }

  /** The access that a token's claim names, or nothing where the text names none. */
  public static Optional<Access> parse(String claim) {
    return switch (claim) {
      case "ro" -> Optional.of(READ_ONLY);
      case "rw" -> Optional.of(READ_WRITE);
      default -> Optional.empty();
    };
  }

  /** The access as tokens write it. */
  public String claim() {
    return claim;
  }
}
