package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.TenantRecord;

/** Something open that lives on a right. */
public interface Held {
  /** The tenant, as the registry knew it when this began. */
  TenantRecord tenant();

  /** Whom the latest token names. */
  Caller caller();
}
