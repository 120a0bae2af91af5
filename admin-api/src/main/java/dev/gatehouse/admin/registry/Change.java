package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;

/** How an attempt to change a namespace ended. */
public sealed interface Change {

  /** It is changed. */
  record Done(TenantEntry entry) implements Change {}

  /** There is none of that name. */
  record Unknown() implements Change {}

  /** It has changed since the caller saw it. */
  record Outdated() implements Change {}

  /** What is asked cannot be done to a namespace that stands there. */
  record WrongState(Lifecycle state) implements Change {}

  /** It must not be deleted. */
  record Protected() implements Change {}

  /** Others change it all the time. */
  record Busy() implements Change {}
}
