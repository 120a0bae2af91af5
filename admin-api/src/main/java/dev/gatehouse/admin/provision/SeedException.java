package dev.gatehouse.admin.provision;

/** A namespace cannot begin with what was asked for. */
public final class SeedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient SeedFault fault;

  public SeedException(SeedFault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  public SeedFault fault() {
    return fault;
  }
}
