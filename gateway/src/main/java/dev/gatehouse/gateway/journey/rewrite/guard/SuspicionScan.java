package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out whether a text contains, anywhere and in any case, one of the words without which it
 * cannot do harm. Looks at every third or fourth byte of an innocent text (the Wu-Manber search).
 */
final class SuspicionScan {
  private static final String[] VERBS = {"attach", "detach", "explain", "pragma"};
  private static final int PREFIX = 5;
  private static final int BLOCKS = 1 << 10;

  private final byte[] shifts = new byte[BLOCKS];
  private final byte[][][] wordsByBlock = new byte[BLOCKS][][];

  SuspicionScan() {
    Arrays.fill(shifts, (byte) (PREFIX - 1));
    for (byte[] word : words()) {
      learn(word);
    }
  }

  private static List<byte[]> words() {
    List<byte[]> words = new ArrayList<>();
    for (String verb : VERBS) {
      words.add(verb.getBytes(StandardCharsets.US_ASCII));
    }
    for (ForbiddenName name : ForbiddenName.values()) {
      if (name.role() != ForbiddenName.Role.PRAGMA) {
        words.add(name.bytes());
      }
    }
    return words;
  }

  private void learn(byte[] word) {
    for (int i = 1; i < PREFIX; i++) {
      int block = block(word[i - 1], word[i]);
      shifts[block] = (byte) Math.min(shifts[block], PREFIX - 1 - i);
    }
    int last = block(word[PREFIX - 2], word[PREFIX - 1]);
    byte[][] known = wordsByBlock[last];
    byte[][] grown = known == null ? new byte[1][] : Arrays.copyOf(known, known.length + 1);
    grown[grown.length - 1] = word;
    wordsByBlock[last] = grown;
  }

  /** Case folds away, and so do a few other differences; every hit is looked at again. */
  private static int block(byte first, byte second) {
    return (first & 31) << 5 | (second & 31);
  }

  boolean isSuspicious(byte[] text, int from, int to) {
    int at = from + PREFIX - 1;
    while (at < to) {
      int block = block(text[at - 1], text[at]);
      int shift = shifts[block];
      if (shift > 0) {
        at += shift;
      } else if (isAnyAt(wordsByBlock[block], text, at - PREFIX + 1, to)) {
        return true;
      } else {
        at++;
      }
    }
    return false;
  }

  private static boolean isAnyAt(byte[][] words, byte[] text, int from, int to) {
    for (byte[] word : words) {
      if (Ascii.startsWith(text, from, to, word)) {
        return true;
      }
    }
    return false;
  }
}
