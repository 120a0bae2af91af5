package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * A pipeline that nobody can tell from one on a connection of its own, and where its requests stand
 * in the body; the last one, which closes the stream, is left out.
 */
public final class StatelessPipeline {
  private static final int STATEMENT_BYTES_MAX = 4096;

  private final int[] places;
  private final int statementFrom;
  private final int statementTo;
  private final boolean reads;
  private final boolean changes;
  private final boolean describes;
  private final boolean transacts;
  private final long shape;

  /**
   * @param places for each request its first byte and the one after it, counted from the first byte
   *     of the body
   * @param statement the same for the last statement that a request of its own executes
   * @param describes whether it asks what a statement is like
   */
  StatelessPipeline(int[] places, int[] statement, TraceInspection traces, boolean describes) {
    this.places = places;
    this.statementFrom = statement[0];
    this.statementTo = statement[1];
    this.reads = traces.reads();
    this.changes = traces.changes();
    this.describes = describes;
    this.transacts = traces.hasTransaction();
    this.shape = traces.shape();
  }

  private StatelessPipeline(int bytes) {
    this.places = new int[] {0, bytes};
    this.statementFrom = 0;
    this.statementTo = 0;
    this.reads = true;
    this.changes = false;
    this.describes = false;
    this.transacts = false;
    this.shape = 0;
  }

  /** One batch of reads, of so many bytes, that were pipelines of their own. */
  public static StatelessPipeline ofReads(int bytes) {
    return new StatelessPipeline(bytes);
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

  /** Whether it is one short statement that reads, and so may stand in a batch with others. */
  public boolean isSingleRead() {
    int length = statementTo - statementFrom;
    return requests() == 1
        && reads
        && !changes
        && !transacts
        && length > 0
        && length <= STATEMENT_BYTES_MAX;
  }

  /** Where the statement of a single read begins. */
  public int statementFrom() {
    return statementFrom;
  }

  public int statementTo() {
    return statementTo;
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
