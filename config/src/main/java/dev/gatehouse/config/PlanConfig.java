package dev.gatehouse.config;

import java.util.List;
import java.util.regex.Pattern;

/** What everybody may use who is on one plan. */
public record PlanConfig(
    @Key(
            doc =
                "What the registry calls it: the `plan` of a namespace. 1 to 64 of the characters"
                    + " `a-z A-Z 0-9 _ . -`.",
            required = true,
            reload = true)
        String name,
    @Key(doc = "How much at once.") PlanLimitsConfig limits,
    @Key(doc = "How much in a month.") PlanQuotasConfig quotas)
    implements Checked {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Nothing but what is standard; the name must be given. */
  public static final PlanConfig DEFAULTS =
      new PlanConfig("", PlanLimitsConfig.DEFAULTS, PlanQuotasConfig.DEFAULTS);

  @Override
  public List<Contradiction> contradictions() {
    return NAME.matcher(name).matches()
        ? List.of()
        : List.of(new Contradiction("name", name, "1..64 of the characters a-z A-Z 0-9 _ . -"));
  }
}
