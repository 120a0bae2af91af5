package dev.gatehouse.admin.provision;

/** An sqld did not do, or may not have done, what it was asked. */
public final class NodeFailedException extends Exception {
  private static final long serialVersionUID = 1;

  public NodeFailedException(String message) {
    super(message);
  }

  public NodeFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
