package dev.gatehouse.config;

import java.util.List;

/** A record whose values must also agree with each other. */
public interface Checked {

  /** What does not fit together, if anything. */
  List<Contradiction> contradictions();

  /**
   * A value that is good alone and wrong beside the others.
   *
   * @param key the key below the record
   * @param found what it says
   * @param expected what it should say
   */
  record Contradiction(String key, Object found, String expected) {}
}
