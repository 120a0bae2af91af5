package dev.gatehouse.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a run of the table, attack by protocol. */
public final class Matrix {
  private static final int NAME_WIDTH = 60;

  private final Map<Attack, Verdict> verdicts = new LinkedHashMap<>();

  public void add(Attack attack, Verdict verdict) {
    verdicts.put(attack, verdict);
  }

  /** The attacks that came through. */
  public List<Map.Entry<Attack, Verdict>> leaks() {
    return verdicts.entrySet().stream().filter(entry -> !entry.getValue().held()).toList();
  }

  public int size() {
    return verdicts.size();
  }

  /** A line for each attack: on how many protocols it was tried, and on which it came through. */
  public List<String> lines() {
    var rows = new LinkedHashMap<String, TreeMap<String, Boolean>>();
    verdicts.forEach(
        (attack, verdict) ->
            rows.computeIfAbsent(attack.rule() + "  " + attack.name(), _ -> new TreeMap<>())
                .merge(attack.carrier(), verdict.held(), Boolean::logicalAnd));
    var lines = new ArrayList<String>();
    rows.forEach(
        (name, cells) -> {
          List<String> broken =
              cells.entrySet().stream().filter(c -> !c.getValue()).map(Map.Entry::getKey).toList();
          String fate = broken.isEmpty() ? "held" : "CAME THROUGH on " + String.join(", ", broken);
          lines.add(
              "%-62s %2d protocols  %s"
                  .formatted(
                      name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH) : name,
                      cells.size(),
                      fate));
        });
    return lines;
  }
}
