package dev.gatehouse.sqld;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link OwnerOfSqld}, in a group of processes of its own. */
record Owner(Process process) {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final long PATIENCE_SECONDS = 30;

  /** Runs one that finds programs in this folder first. */
  static Owner run(Path path, Path folder, Path sqld, String... shared) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", "env", "PATH=" + path + ":" + System.getenv("PATH")));
    command.addAll(List.of(JAVA.toString(), "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OwnerOfSqld.class.getName());
    command.addAll(List.of(folder.toString(), sqld.toString()));
    command.addAll(List.of(shared));
    return new Owner(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits until it has its sqld; says what another owner needs to share it. */
  String[] awaitReady() throws IOException {
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (line != null && !line.startsWith("ready")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new AssertionError("it ended before it had an sqld");
    }
    return line.substring("ready".length()).strip().split(" ", -1);
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Sends a signal to all of its group. */
  void signalAll(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).start().waitFor();
  }

  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it still runs");
    }
    return process.exitValue();
  }
}
