package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.concurrent.atomic.AtomicLongArray;

/** What goes on in one event loop's pool: written by that loop alone, read by any thread. */
@CrossThread
public final class PoolCounts {
  private final AtomicLongArray cells = new AtomicLongArray(Cell.values().length);

  /** What is counted. */
  public enum Cell {
    /** Connections that are there, at rest or not. */
    OPEN,
    /** Connections at rest. */
    IDLE,
    /** Connections that are being opened. */
    OPENING,
    /** Requests that wait for a connection. */
    WAITING,
    /** Attempts to connect that came to something. */
    CONNECTED,
    /** Attempts that came to nothing. */
    FAILED
  }

  @SuppressWarnings("EnumOrdinal") // an index
  void add(Cell cell, int more) {
    int place = cell.ordinal();
    cells.lazySet(place, cells.getPlain(place) + more);
  }

  @SuppressWarnings("EnumOrdinal") // an index
  void set(Cell cell, int now) {
    cells.lazySet(cell.ordinal(), now);
  }

  @SuppressWarnings("EnumOrdinal") // an index
  long get(Cell cell) {
    return cells.getOpaque(cell.ordinal());
  }
}
