package dev.gatehouse.attack;

/**
 * How an attack ended.
 *
 * @param held whether the rule held
 * @param evidence what was seen, cut short
 */
public record Verdict(boolean held, String evidence) {
  private static final int EVIDENCE_MAX = 300;
  private static final String UNTRIED = "could not be tried: ";

  public Verdict {
    evidence = evidence.length() > EVIDENCE_MAX ? evidence.substring(0, EVIDENCE_MAX) : evidence;
  }

  static Verdict held(String evidence) {
    return new Verdict(true, evidence);
  }

  static Verdict untried(String why) {
    return new Verdict(false, UNTRIED + why);
  }

  /** Whether nothing is known, since what the attack needs could not be had. */
  public boolean isUntried() {
    return !held && evidence.startsWith(UNTRIED);
  }

  static Verdict broken(String evidence) {
    return new Verdict(false, evidence);
  }
}
