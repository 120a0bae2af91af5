package dev.gatehouse.loadtest.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the machine says about one process; the heap, where it is a JVM. */
public final class Vitals {
  private static final int TICKS_PER_SECOND = 100;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern USED = Pattern.compile("(?:used|total used) (\\d+)K");

  private final ProcessHandle process;

  Vitals(ProcessHandle process) {
    this.process = process;
  }

  public long pid() {
    return process.pid();
  }

  /** Its memory in RAM. */
  public long residentBytes() throws IOException {
    Matcher resident = RESIDENT.matcher(Files.readString(proc("status")));
    return resident.find() ? Long.parseLong(resident.group(1)) << 10 : 0;
  }

  /** How many files and connections it has open. */
  public int openFiles() throws IOException {
    try (Stream<Path> files = Files.list(proc("fd"))) {
      return Math.toIntExact(files.count());
    }
  }

  /** The processor time that it took up to now. */
  public Duration cpu() throws IOException {
    String stat = Files.readString(proc("stat"));
    // The name, in parentheses, may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** The heap that is in use after a full collection, that this asks for. */
  public long heapAfterGcBytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    long bytes = 0;
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    while (used.find()) {
      bytes += Long.parseLong(used.group(1)) << 10;
    }
    return bytes;
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /** Asks the JVM something. */
  public String jcmd(String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + answer);
    }
    return answer;
  }
}
