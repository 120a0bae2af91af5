package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;

/**
 * One namespace of a job.
 *
 * @param id which one
 * @param namespace what it is called
 * @param state how far the job is with it
 * @param message why it failed or was left out
 */
public record JobItem(NamespaceId id, Namespace namespace, State state, String message) {

  /** How far a job is with a namespace. */
  public enum State {
    PENDING,
    DONE,
    FAILED,
    /** Gone, or not in a state to be changed. */
    SKIPPED
  }

  /** The same, worked on. */
  public JobItem ended(State end, String why) {
    return new JobItem(id, namespace, end, why);
  }
}
