package dev.gatehouse.gateway.it;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which check passes with which client, directly and through Gatehouse. */
final class ClientMatrix {
  private static final int COLUMN = 16;

  private final Map<RealClient, Pair> runs = new EnumMap<>(RealClient.class);

  private record Pair(CheckResults direct, CheckResults through) {
    String cell(String check) {
      return direct.failures().containsKey(check) || through.failures().containsKey(check)
          ? mark(direct, check) + "/" + mark(through, check)
          : "";
    }

    private static String mark(CheckResults results, String check) {
      return results.passed(check) ? "ok" : "FAILED";
    }
  }

  void add(RealClient client, CheckResults direct, CheckResults through) {
    runs.put(client, new Pair(direct, through));
  }

  /** A table of "directly/through Gatehouse"; empty where a client has no such check. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("direct/through", runs.keySet().stream().map(RealClient::name).toList()));
    Set<String> checks = new TreeSet<>(Comparator.naturalOrder());
    runs.values().forEach(pair -> checks.addAll(pair.through().failures().keySet()));
    for (String check : checks) {
      lines.add(row(check, runs.values().stream().map(pair -> pair.cell(check)).toList()));
    }
    return lines;
  }

  private static String row(String name, List<String> cells) {
    return "%-24s".formatted(name)
        + cells.stream()
            .map(cell -> ("%-" + COLUMN + "s").formatted(cell))
            .collect(Collectors.joining());
  }
}
