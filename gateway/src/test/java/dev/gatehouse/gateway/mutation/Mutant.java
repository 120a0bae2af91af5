package dev.gatehouse.gateway.mutation;

import dev.gatehouse.attack.Rule;
import java.util.List;

/** A gateway in which one rule, or one part of a rule, is switched off. */
enum Mutant {
  NAMESPACE_BY_HOST_OR_QUERY(
      Rule.NAMESPACE_FROM_TOKEN,
      new Lift("journey.locate.TenantLocator", "locate", "byHostOrQuery")),
  SELECTORS_NOT_COMPARED(
      Rule.SELECTORS_AGREE, new Lift("journey.locate.TenantHint", "contradiction", "agrees")),
  CLIENTS_SELECTOR_SENT(
      Rule.ONE_SELECTOR,
      new Lift("journey.rewrite.NamespaceRule", "apply", "clientsSelector"),
      new Lift("journey.rewrite.OneNamespaceRule", "apply", "anyNamespace")),
  BATONS_UNSEALED(
      Rule.SEALED_HANDLES,
      new Lift("journey.rewrite.HandleSeal", "seal", "unsealed"),
      new Lift("journey.rewrite.HandleSeal", "open", "opened")),
  BATONS_FOR_ANY_ACCESS(
      Rule.SEALED_HANDLES, new Lift("journey.rewrite.HandleSeal$Owner", "bound", "anyAccess")),
  CLIENT_IDS_SENT_ON(
      Rule.SEALED_HANDLES, new Lift("journey.rewrite.HandleSeal", "clientId", "clientsId")),
  SQL_UNREAD(Rule.SQL_GUARD, new Lift("journey.rewrite.guard.SqlGuard", "check", "innocent")),
  SESSIONS_UNREAD(
      Rule.SQL_GUARD, new Lift("journey.rewrite.SqlMessageGuard", "statementsOf", "unread")),
  DESCRIBED_AS_IF_RUN(
      Rule.SQL_GUARD, new Lift("journey.rewrite.guard.SqlGuard", "check", "asIfRun")),
  READERS_MAY_WRITE(Rule.SECOND_LOCK, new Lift("journey.rewrite.SecondLock", "bearer", "mayWrite")),
  SIGNATURES_UNCHECKED(
      Rule.STRICT_CLAIMS, new Lift("journey.identify.VerificationKey", "verifies", "verifies")),
  CLAIMS_TIDIED(
      Rule.STRICT_CLAIMS, new Lift("journey.identify.NamespaceTemplate", "namespaceOf", "lenient")),
  HEADERS_AS_SQLD_SAYS(
      Rule.CLEAN_ANSWERS, new Lift("journey.rewrite.ReplyRewriter", "headersOf", "allHeaders")),
  ERRORS_AS_SQLD_SAYS(
      Rule.CLEAN_ANSWERS, new Lift("journey.rewrite.ErrorOpening", "rewrite", "asSqldSays")),
  LATER_HELLOS_FOR_ANYBODY(
      Rule.SESSIONS, new Lift("journey.stream.SessionRight", "renew", "anyRight")),
  OPERATORS_UNCOUNTED(
      Rule.PROCESS, new Lift("journey.rewrite.guard.SqlGuard", "check", "uncounted")),
  STREAMS_UNCOUNTED(Rule.PROCESS, new Lift("journey.permit.TenantCount", "take", "uncounted"));

  private final Rule rule;
  private final List<Lift> lifts;

  Mutant(Rule rule, Lift... lifts) {
    this.rule = rule;
    this.lifts = List.of(lifts);
  }

  Rule rule() {
    return rule;
  }

  List<Lift> lifts() {
    return lifts;
  }

  /** Whether the rule's other layer, a hardened process, is taken away with it. */
  boolean isBeforeOpenSqld() {
    return rule == Rule.PROCESS;
  }
}
