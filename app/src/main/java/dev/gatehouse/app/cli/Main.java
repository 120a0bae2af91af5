package dev.gatehouse.app.cli;

import dev.gatehouse.app.log.LogSetup;

/** The entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    LogSetup.quiet();
    System.exit(GatehouseCommand.commandLine().execute(args));
  }
}
