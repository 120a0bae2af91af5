package dev.gatehouse.admin.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A vault cannot be used, or a file of it; the message is one sentence without secrets. */
public final class VaultException extends IOException {
  private static final long serialVersionUID = 1;

  private final Fault fault;

  /** What is wrong. */
  public enum Fault {
    /** The folder does not take, or does not give, what it should. */
    STORAGE,
    /** Another key sealed it. */
    OTHER_KEY,
    /** It is not what was written. */
    DAMAGED,
    /** It is not there. */
    MISSING,
    /** Another process works on it. */
    IN_USE
  }

  public VaultException(Fault fault, String sentence) {
    this(fault, sentence, null);
  }

  VaultException(Fault fault, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  static VaultException storage(String what, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new VaultException(Fault.STORAGE, what + ": " + reason, cause);
  }
}
