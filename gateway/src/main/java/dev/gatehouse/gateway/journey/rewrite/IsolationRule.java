package dev.gatehouse.gateway.journey.rewrite;

/** One thing that holds for every request that leaves for sqld. */
interface IsolationRule {

  /** The rule's name in the attack table and in docs/isolation.md. */
  String name();

  /** Writes what the rule demands; false when it cannot hold. */
  boolean apply(Outgoing outgoing);
}
