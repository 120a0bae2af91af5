package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command said before it ended.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Said(int exitCode, String out, String err) {

  static Said by(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        GatehouseCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Said(exitCode, out.toString(), err.toString());
  }
}
