package dev.gatehouse.config;

/** Whether a connection begins with a PROXY protocol header. */
public enum ProxyProtocol {
  OFF,
  REQUIRED
}
