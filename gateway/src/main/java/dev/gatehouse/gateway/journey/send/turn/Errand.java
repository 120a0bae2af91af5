package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.tenancy.TenantRecord;
import java.net.InetSocketAddress;

/**
 * What somebody wants of a node.
 *
 * @param node the node
 * @param tenant on whose behalf
 * @param way how it travels
 * @param bytes how long it is
 * @param continues whether it works on a stream that others may be waiting for
 */
public record Errand(
    InetSocketAddress node, TenantRecord tenant, Way way, long bytes, boolean continues) {
  private static final int BYTES_PER_POINT = 256;
  private static final int COST_MAX = 128;

  /** How requests travel to a node; each way takes a time of its own when nobody else is there. */
  public enum Way {
    REQUEST,
    MESSAGE
  }

  /** How much of the tenant's part it takes: a pipeline of a hundred statements is not one. */
  int cost() {
    return (int) Math.min(COST_MAX, 1 + bytes / BYTES_PER_POINT);
  }
}
