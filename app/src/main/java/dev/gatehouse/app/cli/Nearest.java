package dev.gatehouse.app.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {
  private static final int EDITS_MAX = 2;

  private Nearest() {}

  /** The word that takes the fewest edits to become, if they are few. */
  static Optional<String> to(String typed, Collection<String> words) {
    return words.stream()
        .filter(word -> edits(typed, word) <= EDITS_MAX)
        .min(Comparator.comparingInt(word -> edits(typed, word)));
  }

  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
