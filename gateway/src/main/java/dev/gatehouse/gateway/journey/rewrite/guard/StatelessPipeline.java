package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * A pipeline that nobody can tell from one on a connection of its own, and where its requests stand
 * in the body; the last one, which closes the stream, is left out.
 */
public final class StatelessPipeline {
  private final int[] places;
  private final boolean reads;
  private final boolean changes;
  private final boolean describes;
  private final boolean transacts;
  private final long shape;

  /**
   * @param places for each request its first byte and the one after it, counted from the first byte
   *     of the body
   * @param describes whether it asks what a statement is like
   */
  StatelessPipeline(int[] places, TraceInspection traces, boolean describes) {
    this.places = places;
    this.reads = traces.reads();
    this.changes = traces.changes();
    this.describes = describes;
    this.transacts = traces.hasTransaction();
    this.shape = traces.shape();
  }

  public int requests() {
    return places.length / 2;
  }

  public int from(int request) {
    return places[2 * request];
  }

  public int to(int request) {
    return places[2 * request + 1];
  }

  /** Whether it changes rows; what does not may run twice, as nobody could tell. */
  public boolean changes() {
    return changes;
  }

  /** Whether an answer to it can tell what the tables are like. */
  public boolean showsColumns() {
    return reads || describes;
  }

  /** Whether it asks what a statement is like, which no answer to a read tells. */
  public boolean describes() {
    return describes;
  }

  /** Whether it begins or ends a transaction, and so may leave one open. */
  public boolean transacts() {
    return transacts;
  }

  /** The same for pipelines that differ in their values alone. */
  public long shape() {
    return shape;
  }
}
