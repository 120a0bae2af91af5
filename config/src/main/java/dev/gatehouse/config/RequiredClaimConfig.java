package dev.gatehouse.config;

/** A claim without which no token is accepted. */
public record RequiredClaimConfig(
    @Key(
            doc =
                "The claim: its name, or names joined by dots from the outside in, as in"
                    + " `app_metadata.tier`.",
            required = true,
            reload = true)
        String claim,
    @Key(doc = "The one value that it must have, to the letter.", required = true, reload = true)
        String value) {
  /** Nothing: both must be given. */
  public static final RequiredClaimConfig DEFAULTS = new RequiredClaimConfig("", "");
}
