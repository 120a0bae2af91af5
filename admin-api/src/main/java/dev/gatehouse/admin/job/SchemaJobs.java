package dev.gatehouse.admin.job;

import dev.gatehouse.admin.registry.Job;
import dev.gatehouse.admin.registry.JobItem;
import dev.gatehouse.admin.registry.JobProgress;
import dev.gatehouse.admin.registry.JobStore;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.schema.SchemaException;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies schema sets to all namespaces that follow them: in waves, the first of one namespace and
 * each ten times the one before, so that a bad migration meets few. A job is taken up again after a
 * restart, and what was done is not done twice.
 */
public final class SchemaJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SchemaJobs.class);
  private static final int WAVE_MAX = 1_000;
  private static final int WAVE_GROWTH = 10;

  private final JobStore store;
  private final SchemaSets sets;
  private final ItemWork work;
  private final InstantSource clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
  private volatile boolean closed;

  public SchemaJobs(JobStore store, SchemaSets sets, ItemWork work, InstantSource clock) {
    this.store = store;
    this.sets = sets;
    this.work = work;
    this.clock = clock;
  }

  /** Takes up the jobs that were running when the process ended. */
  public void takeUp() {
    store.in(Job.State.RUNNING).forEach(this::run);
  }

  /** Begins a job on up to so many namespaces. */
  public Job begin(Job.Order order, int namespacesMax) {
    Instant now = now();
    String id = NamespaceId.random().value();
    var job = new Job(id, order, Job.State.RUNNING, "", now, now);
    store.add(job, namespacesMax);
    run(job);
    return job;
  }

  public Optional<Job> find(String id) {
    return store.find(id);
  }

  /** The newest jobs. */
  public List<Job> newest(int jobsMax) {
    return store.newest(jobsMax);
  }

  public JobProgress progress(Job job) {
    return store.progress(job.id());
  }

  /** Some of the namespaces on which a job failed. */
  public List<JobItem> failures(Job job, int itemsMax) {
    return store.items(job.id(), JobItem.State.FAILED, itemsMax);
  }

  /** Lets the namespaces under way end, and begins no others; false where it does not run. */
  public boolean pause(Job job) {
    return move(job, Set.of(Job.State.RUNNING), Job.State.PAUSED, "");
  }

  /** Goes on with a paused job; false where it is not paused. */
  public boolean resume(Job job) {
    boolean moved = move(job, Set.of(Job.State.PAUSED), Job.State.RUNNING, "");
    if (moved) {
      run(job);
    }
    return moved;
  }

  /** Ends a job for good; false where it has ended. */
  public boolean stop(Job job) {
    return move(job, Set.of(Job.State.RUNNING, Job.State.PAUSED), Job.State.STOPPED, "stopped");
  }

  private boolean move(Job job, Set<Job.State> sources, Job.State target, String message) {
    return store.move(job.id(), sources, target, message, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void run(Job job) {
    threads.execute(
        () -> {
          // One that is resumed while its last wave ends is gone on with by that run.
          while (!closed && isRunning(job) && underWay.add(job.id())) {
            try {
              runWaves(job);
            } catch (RegistryException e) {
              log.atError().addKeyValue("job", job.id()).setCause(e).log("a job is left as it is");
              return;
            } finally {
              underWay.remove(job.id());
            }
          }
        });
  }

  private boolean isRunning(Job job) {
    return store.find(job.id()).filter(now -> now.state() == Job.State.RUNNING).isPresent();
  }

  private void runWaves(Job job) {
    Optional<SchemaSet> set;
    try {
      set = sets.find(job.order().schemaSet());
    } catch (SchemaException e) {
      end(job, Job.State.STOPPED, e.sentence());
      return;
    }
    if (set.isEmpty()) {
      end(job, Job.State.STOPPED, "the schema set is gone");
      return;
    }
    int wave = 1;
    var failed = new AtomicLong(store.progress(job.id()).failed());
    while (mayGoOn(job, failed.get())) {
      List<JobItem> items = store.items(job.id(), JobItem.State.PENDING, wave);
      if (items.isEmpty()) {
        end(job, Job.State.DONE, "");
        return;
      }
      runWave(job, set.get(), items, failed);
      wave = Math.min(WAVE_MAX, wave * WAVE_GROWTH);
    }
  }

  private boolean mayGoOn(Job job, long failed) {
    if (closed || !isRunning(job)) {
      return false;
    }
    if (failed >= job.order().failuresMax()) {
      end(job, Job.State.STOPPED, "stopped after %d failures".formatted(failed));
      return false;
    }
    return true;
  }

  private void end(Job job, Job.State state, String message) {
    if (move(job, Set.of(Job.State.RUNNING), state, message)) {
      log.atInfo().addKeyValue("job", job.id()).addKeyValue("state", state).log("a job has ended");
    }
  }

  private void runWave(Job job, SchemaSet set, List<JobItem> items, AtomicLong failed) {
    var places = new Semaphore(job.order().parallelMax());
    try (var workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-item-", 0).factory())) {
      for (JobItem item : items) {
        places.acquireUninterruptibly();
        if (!mayGoOn(job, failed.get())) {
          return;
        }
        workers.execute(
            () -> {
              try {
                JobItem ended = work.run(job.order(), set, item);
                store.settle(job.id(), ended);
                failed.addAndGet(ended.state() == JobItem.State.FAILED ? 1 : 0);
              } finally {
                places.release();
              }
            });
      }
    }
  }

  /** Lets the namespaces under way end; the rest is for the next start. */
  @Override
  public void close() {
    closed = true;
    threads.close();
  }
}
