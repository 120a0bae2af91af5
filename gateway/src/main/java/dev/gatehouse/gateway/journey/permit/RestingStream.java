package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.TenantRecord;

/**
 * A stream that waits in sqld for the next request of its client.
 *
 * @param left the request that left it
 * @param baton what resumes it, as the client has it
 */
public record RestingStream(Permitted left, String baton) implements Held {

  @Override
  public TenantRecord tenant() {
    return left.located().tenant();
  }

  @Override
  public Caller caller() {
    return left.located().identified().caller();
  }

  @Override
  public String toString() {
    return "RestingStream[tenant=" + tenant().id() + "]";
  }
}
