package dev.gatehouse.config.load;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a wrong one was probably meant to be. */
final class Nearest {
  private Nearest() {}

  /** A name that is at most two letters or a third of them away, whatever their case. */
  static Optional<String> to(String given, Collection<String> known) {
    String wanted = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= farthest(name))
        .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))));
  }

  private static int farthest(String name) {
    return Math.max(2, name.length() / 3);
  }

  /** How many letters must be added, dropped or replaced. */
  private static int distance(String source, String target) {
    int[] above = new int[target.length() + 1];
    for (int column = 0; column <= target.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= source.length(); row++) {
      int[] current = new int[target.length() + 1];
      current[0] = row;
      for (int column = 1; column <= target.length(); column++) {
        int replaced = source.charAt(row - 1) == target.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[target.length()];
  }
}
