package dev.gatehouse.config;

/** Which requests have a line in the access log. */
public enum AccessLogMode {
  OFF,
  REFUSALS,
  SAMPLED,
  ALL
}
