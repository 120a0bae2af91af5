package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error, in one sentence, why a command did not do what it should. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gatehouse: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      meant(unmatched.getUnmatched(), command)
          .ifPresent(word -> err.println("did you mean: " + word + "?"));
    }
    err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG_USE;
  }

  private static Optional<String> meant(List<String> unmatched, CommandLine command) {
    var words = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    words.addAll(command.getSubcommands().keySet());
    String typed = unmatched.getFirst();
    int value = typed.indexOf('=');
    return Nearest.to(value < 0 ? typed : typed.substring(0, value), words);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    GatehouseCommand root = (GatehouseCommand) rootOf(command).getCommand();
    if (root.debug()) {
      e.printStackTrace(err);
    }
    return FailureReport.of(e, err);
  }

  private static CommandLine rootOf(CommandLine command) {
    CommandLine root = command;
    for (CommandLine up = command.getParent(); up != null; up = up.getParent()) {
      root = up;
    }
    return root;
  }
}
