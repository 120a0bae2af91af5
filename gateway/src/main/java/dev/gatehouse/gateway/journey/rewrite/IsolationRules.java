package dev.gatehouse.gateway.journey.rewrite;

import java.util.List;

/** The rules, in the order in which they apply. */
final class IsolationRules {
  private IsolationRules() {}

  static List<IsolationRule> inOrder(SecondLock lock) {
    return List.of(
        new FramingRule(),
        new GrpcRule(),
        new NamespaceRule(),
        new CredentialRule(lock),
        new OneNamespaceRule());
  }
}
