package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where jobs are kept. */
public interface JobStore {

  /** Adds a job with up to so many of the namespaces that follow its set and can be changed. */
  void add(Job job, int namespacesMax);

  Optional<Job> find(String id);

  /** Jobs, the newest first. */
  List<Job> newest(int jobsMax);

  /** The jobs in this state. */
  List<Job> in(Job.State state);

  /** Changes the state of a job, or answers false where it is in none of those expected. */
  boolean move(String id, Set<Job.State> sources, Job.State target, String message, Instant at);

  /** Items of a job that are in this state, in the order of their names. */
  List<JobItem> items(String job, JobItem.State state, int itemsMax);

  /** Puts down how the work on an item ended. */
  void settle(String job, JobItem item);

  JobProgress progress(String job);
}
