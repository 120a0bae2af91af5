package dev.gatehouse.admin.audit;

/** Where Gatehouse notes what it does by itself, without a call of an operator. */
public interface AuditTrail {

  /**
   * Notes something that is done; no part of it is a secret. Never fails: what cannot be noted is
   * logged.
   *
   * @param actor which part of Gatehouse did it
   * @param action what, a verb
   * @param target to what: mostly the name of a namespace
   */
  void note(String actor, String action, String target);
}
