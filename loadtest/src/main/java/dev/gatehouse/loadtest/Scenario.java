package dev.gatehouse.loadtest;

/** Something that is done to a Gatehouse, and what must hold while it is done. */
public interface Scenario {
  /** Does it, and writes down what was found. */
  void run(Report report) throws Exception;
}
