package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.tenancy.NamespaceId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one tenant wants of one node: what is under way, and what waits; guarded as its queue is.
 */
final class Line {
  final NamespaceId tenant;
  final Deque<Turn> waiting = new ArrayDeque<>(1);
  int underWay;
  int underWayMax;
  int continuing;
  int credit;
  boolean inRound;

  Line(NamespaceId tenant) {
    this.tenant = tenant;
  }

  boolean isIdle() {
    return underWay == 0 && waiting.isEmpty();
  }

  /** Whether one of those that wait could go, as far as the tenant itself is concerned. */
  boolean isReady() {
    return !waiting.isEmpty() && underWay < underWayMax;
  }
}
