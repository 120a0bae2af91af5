package dev.gatehouse.gateway.journey.rewrite.guard;

/** What the guard says about one SQL text. */
public sealed interface Verdict {
  /** The one verdict of a text that may pass. */
  Verdict INNOCENT = new Innocent();

  /** The text may pass. */
  record Innocent() implements Verdict {}

  /** The text must not reach sqld. */
  record Forbidden(Reason reason) implements Verdict {}
}
