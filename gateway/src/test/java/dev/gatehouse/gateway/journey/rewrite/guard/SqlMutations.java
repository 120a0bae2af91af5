package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Seeded changes of known texts: what an attacker's fuzzer would try. */
final class SqlMutations {
  private static final String[] PIECES = {
    "'",
    "\"",
    "`",
    "[",
    "]",
    "(",
    ")",
    "--",
    "\n",
    "/*",
    "*/",
    "/",
    ";",
    ",",
    ".",
    "::",
    "$a",
    ":b",
    "?1",
    "\0",
    "\uFEFF",
    "\u000b",
    " ",
    "readfile",
    "fsdir",
    "from ",
    "select ",
    " in ",
    "pragma ",
    "explain ",
    "x'",
    "1e",
    "0x",
    "é",
    "||",
    "->>",
    "!",
    "\\",
    "case ",
    " end",
    "virtual ",
    "join "
  };

  private final Random random;
  private final List<String> texts;

  SqlMutations(long seed, List<String> texts) {
    this.random = new Random(seed);
    this.texts = texts.stream().filter(t -> t.length() < 2_000).toList();
  }

  String next() {
    StringBuilder sql = new StringBuilder(any());
    for (int i = random.nextInt(6); i >= 0; i--) {
      mutate(sql);
    }
    return sql.toString();
  }

  byte[] nextBytes() {
    byte[] bytes = next().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String any() {
    return texts.get(random.nextInt(texts.size()));
  }

  private void mutate(StringBuilder sql) {
    int at = random.nextInt(sql.length() + 1);
    int to = Math.min(sql.length(), at + random.nextInt(5));
    switch (random.nextInt(6)) {
      case 0 -> sql.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 1 -> sql.delete(at, to);
      case 2 -> sql.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
      case 3 -> sql.insert(at, any());
      case 4 -> flipCase(sql, at);
      default -> sql.setLength(at);
    }
  }

  private static void flipCase(StringBuilder sql, int at) {
    if (at < sql.length() && Character.isLetter(sql.charAt(at)) && sql.charAt(at) < 128) {
      sql.setCharAt(at, (char) (sql.charAt(at) ^ 0x20));
    }
  }
}
