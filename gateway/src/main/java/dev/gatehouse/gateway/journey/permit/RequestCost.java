package dev.gatehouse.gateway.journey.permit;

/**
 * What a request costs: one token for every ten statements begun, and one where it has none.
 *
 * <p>The first token is paid before anything of the request is read; what its body turns out to
 * hold is paid for before sqld sees it. A request that has paid its first token is served however
 * much it holds: it leaves the tenant in debt, and the next ones wait until that is paid.
 */
final class RequestCost {
  private static final int STATEMENTS_PER_TOKEN = 10;

  private RequestCost() {}

  /** The tokens that are due after the first one. */
  static int beyondFirst(int statements) {
    return Math.max(0, statements - 1) / STATEMENTS_PER_TOKEN;
  }
}
