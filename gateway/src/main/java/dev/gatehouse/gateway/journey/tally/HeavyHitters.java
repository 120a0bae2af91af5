package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.tenancy.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Those that have most of something, in bounded space: the newcomer takes the place of whoever has
 * least, and its count too, so that nobody who has much is ever missed (Space-Saving).
 */
final class HeavyHitters {
  private static final int KEPT_MAX = 256;

  private final Map<Namespace, Cell> cells = new HashMap<>();

  /** A heap: whoever has least stands at its head. */
  private final Cell[] heap = new Cell[KEPT_MAX];

  private int size;

  private static final class Cell {
    private Namespace namespace;
    private long count;
    private long over;
    private int place;

    Cell(Namespace namespace, int place) {
      this.namespace = namespace;
      this.place = place;
    }
  }

  void add(Namespace namespace, long weight) {
    if (weight <= 0) {
      return;
    }
    Cell cell = cells.get(namespace);
    if (cell == null) {
      cell = size < KEPT_MAX ? newCell(namespace) : replaced(namespace);
      cells.put(namespace, cell);
    }
    cell.count += weight;
    sink(cell);
  }

  private Cell newCell(Namespace namespace) {
    var cell = new Cell(namespace, size);
    heap[size] = cell;
    size++;
    rise(cell);
    return cell;
  }

  private Cell replaced(Namespace namespace) {
    Cell least = heap[0];
    cells.remove(least.namespace);
    least.namespace = namespace;
    least.over = least.count;
    return least;
  }

  private void rise(Cell cell) {
    while (cell.place > 0 && heap[(cell.place - 1) / 2].count > cell.count) {
      swap(cell, heap[(cell.place - 1) / 2]);
    }
  }

  private void sink(Cell cell) {
    while (true) {
      int child = 2 * cell.place + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && heap[child + 1].count < heap[child].count) {
        child++;
      }
      if (heap[child].count >= cell.count) {
        return;
      }
      swap(cell, heap[child]);
    }
  }

  private void swap(Cell one, Cell other) {
    int place = one.place;
    one.place = other.place;
    other.place = place;
    heap[one.place] = one;
    heap[other.place] = other;
  }

  /** Everybody that is kept, in no order. */
  List<Hitter> kept() {
    var kept = new ArrayList<Hitter>(size);
    for (Cell cell : cells.values()) {
      kept.add(new Hitter(cell.namespace, cell.count, cell.over));
    }
    return kept;
  }
}
