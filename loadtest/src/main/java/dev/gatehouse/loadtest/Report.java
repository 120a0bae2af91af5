package dev.gatehouse.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What a scenario found: printed as it comes, and kept as JSON. */
public final class Report {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String scenario;
  private final List<String> arguments;
  private final Path file;
  private final PrintWriter out;
  private final List<String> method = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Map<String, Object> tables = new LinkedHashMap<>();
  private final List<Check> checks = new ArrayList<>();

  /**
   * Something that must hold.
   *
   * @param claim what
   * @param holds whether it did
   * @param found what was seen
   */
  private record Check(String claim, boolean holds, String found) {}

  Report(String scenario, List<String> arguments, PrintWriter out) {
    this(
        scenario,
        arguments,
        Path.of(System.getProperty("gatehouse.home", "."))
            .resolve("loadtest/target/scenarios/" + scenario + ".json"),
        out);
  }

  /** One that is kept in that file. */
  public Report(String scenario, List<String> arguments, Path file, PrintWriter out) {
    this.scenario = scenario;
    this.arguments = List.copyOf(arguments);
    this.file = file;
    this.out = out;
  }

  /** Says how something is measured, or what happens now. */
  public void say(String line) {
    method.add(line);
    out.println(line);
    out.flush();
  }

  /** A number that a document may quote. */
  public void figure(String name, double value, String unit) {
    figures.put(name, Map.of("value", value, "unit", unit));
    out.printf(Locale.ROOT, "%-50s %,12.2f %s%n", name, value, unit);
    out.flush();
  }

  /** The same of a count. */
  public void figure(String name, long value, String unit) {
    figure(name, (double) value, unit);
  }

  /** Rows under a heading, each as long as the columns. */
  public void table(String title, List<String> columns, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(columns));
    all.addAll(rows);
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    out.printf("%n%s%n", title);
    all.forEach(row -> out.println("  " + line(row, widths)));
    out.println();
    out.flush();
    tables.put(title, Map.of("columns", columns, "rows", rows));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String format = i == 0 ? "%-" + widths[i] + "s" : "  %" + Math.max(1, widths[i]) + "s";
      line.append(String.format(Locale.ROOT, i == 0 && widths[i] == 0 ? "%s" : format, row.get(i)));
    }
    return line.toString();
  }

  /** Something that must hold; where it does not, the command fails. */
  public void check(String claim, boolean holds, String found) {
    checks.add(new Check(claim, holds, found));
    out.printf("%s  %s: %s%n", holds ? "holds " : "FAILS ", claim, found);
    out.flush();
  }

  /** No error at all. */
  public void checkNone(String what, Map<String, Long> found) {
    check("no " + what, found.isEmpty(), found.isEmpty() ? "none" : found.toString());
  }

  /** A number that must be at most another. */
  public void checkAtMost(String claim, double found, double most, String unit) {
    check(
        String.format(Locale.ROOT, "%s <= %.4g %s", claim, most, unit),
        found <= most,
        String.format(Locale.ROOT, "%.4g %s", found, unit));
  }

  /** Whether all of it held; writes the file. */
  public boolean finish() {
    boolean held = !checks.isEmpty() && checks.stream().allMatch(Check::holds);
    var content = new LinkedHashMap<String, Object>();
    content.put("scenario", scenario);
    content.put("arguments", arguments);
    content.put("at", Instant.now().toString());
    content.put("processors", Runtime.getRuntime().availableProcessors());
    content.put("method", method);
    content.put("figures", figures);
    content.put("tables", tables);
    content.put("checks", checks);
    content.put("held", held);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
      out.printf("%n%s: %s%n", held ? "everything held" : "NOT everything held", file);
    } catch (IOException e) {
      out.printf("cannot write %s: %s%n", file, e);
    }
    out.flush();
    return held;
  }
}
