package dev.gatehouse.admin.registry;

import java.time.Instant;

/**
 * The application of a schema set to the namespaces that follow it.
 *
 * @param id names it
 * @param order what it is to do
 * @param state where it stands
 * @param message why it stands there, where there is more to say
 * @param createdAt when it began
 * @param updatedAt when its state changed last
 */
public record Job(
    String id, Order order, State state, String message, Instant createdAt, Instant updatedAt) {

  /**
   * What a job is to do.
   *
   * @param schemaSet the set to apply
   * @param version up to which of its versions
   * @param isDryRun whether it is applied to copies that are thrown away
   * @param parallelMax how many namespaces are worked on at a time
   * @param failuresMax after how many failures the job stops
   */
  public record Order(
      String schemaSet, int version, boolean isDryRun, int parallelMax, int failuresMax) {
    public Order {
      if (version < 0 || parallelMax < 1 || failuresMax < 1) {
        throw new IllegalArgumentException("a job works on 1 or more, and stops at 1 or more");
      }
    }
  }

  /** Where a job stands. */
  public enum State {
    RUNNING,
    PAUSED,
    /** For good, before its end. */
    STOPPED,
    DONE
  }
}
