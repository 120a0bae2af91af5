package dev.gatehouse.attack;

import java.io.IOException;

/**
 * One row of the attack table over one protocol.
 *
 * @param name what is tried
 * @param rule the rule of docs/isolation.md that stops it
 * @param carrier the protocol that carries it
 * @param attempt the attempt itself
 */
public record Attack(String name, Rule rule, String carrier, Attempt attempt) {

  /** Tries it, and judges what came of it. */
  public interface Attempt {
    Verdict on(Range range) throws IOException, InterruptedException;

    /** The attempt with every name that the victim is known by; the first that works counts. */
    static Attempt byEveryName(Attempt attempt) {
      return range -> {
        Verdict verdict = Verdict.held("");
        for (Range guise : range.guises()) {
          verdict = attempt.on(guise);
          if (!verdict.held()) {
            return verdict;
          }
        }
        return verdict;
      };
    }
  }

  /**
   * Runs the attack. A connection that was cut means that the rule held, if others are still served
   * afterwards; what could not be tried was not held.
   */
  public Verdict run(Range range) throws InterruptedException {
    try {
      Verdict verdict = attempt.on(range);
      return verdict.held() && verdict.evidence().isEmpty()
          ? afterSilence(range, "no answer")
          : verdict;
    } catch (UntriedException e) {
      return Verdict.untried(String.valueOf(e.getMessage()));
    } catch (IOException cut) {
      return afterSilence(range, "connection closed: " + cut.getMessage());
    }
  }

  private static Verdict afterSilence(Range range, String what) {
    return Wire.isAnswered(range)
        ? Verdict.held(what)
        : Verdict.broken("nobody answers any more after: " + what);
  }

  @Override
  public String toString() {
    return name + " over " + carrier;
  }
}
