package dev.gatehouse.config;

/** A word of an issuer for an access. */
public record AccessValueConfig(
    @Key(doc = "What the claim says, to the letter.", required = true, reload = true) String value,
    @Key(doc = "What the bearer of such a token may do.", required = true, reload = true)
        TokenAccess access) {
  /** Nothing: both must be given. */
  public static final AccessValueConfig DEFAULTS = new AccessValueConfig("", TokenAccess.RO);
}
