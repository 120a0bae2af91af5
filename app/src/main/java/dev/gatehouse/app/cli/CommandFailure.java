package dev.gatehouse.app.cli;

/** A command failed for a reason that its user can act on: one sentence, no stack trace. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** It did not work. */
  static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  /** It was asked for wrongly. */
  static CommandFailure wrongUse(String message) {
    return new CommandFailure(ExitCode.WRONG_USE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
