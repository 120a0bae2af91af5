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
  }

  /** Runs the attack; a connection that was cut means that the rule held. */
  public Verdict run(Range range) throws InterruptedException {
    try {
      return attempt.on(range);
    } catch (IOException cut) {
      return Verdict.held("connection closed: " + cut.getMessage());
    }
  }

  @Override
  public String toString() {
    return name + " over " + carrier;
  }
}
