package dev.gatehouse.gateway.operate;

import java.util.Optional;

/** What the operations listener shows in figures. */
public interface Figures {
  /** All metrics, as Prometheus reads them. */
  String metrics();

  /** Which tenants use most, once there is a data plane. */
  Optional<TopTenants> top();
}
