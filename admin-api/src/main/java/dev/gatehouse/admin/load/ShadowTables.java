package dev.gatehouse.admin.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ordinary tables in which SQLite's virtual tables keep their content. */
final class ShadowTables {
  private static final List<String> FTS3 =
      List.of("content", "segments", "segdir", "docsize", "stat");
  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "fts5", List.of("data", "idx", "content", "docsize", "config"),
          "fts4", FTS3,
          "fts3", FTS3,
          "rtree", List.of("node", "rowid", "parent"),
          "rtree_i32", List.of("node", "rowid", "parent"),
          "geopoly", List.of("node", "rowid", "parent"));

  private ShadowTables() {}

  /**
   * A virtual table.
   *
   * @param name what it is called
   * @param shadows the names that its content may have, in lower case
   */
  record Virtual(String name, List<String> shadows) {
    boolean owns(String table) {
      return shadows.contains(table.toLowerCase(Locale.ROOT));
    }
  }

  /** The virtual table that a statement creates, or nothing where it does something else. */
  static Optional<Virtual> createdBy(String sql) {
    List<SqlWords.Token> tokens = SqlWords.first(sql, 10);
    int at = 0;
    if (!hasWords(tokens, at, "CREATE", "VIRTUAL", "TABLE")) {
      return Optional.empty();
    }
    at += 3;
    if (hasWords(tokens, at, "IF", "NOT", "EXISTS")) {
      at += 3;
    }
    if (!hasWords(tokens, at + 1, "USING") || tokens.size() < at + 3) {
      return Optional.empty();
    }
    String name = name(tokens.get(at), sql);
    String module = tokens.get(at + 2).text().toLowerCase(Locale.ROOT);
    List<String> suffixes = SUFFIXES.getOrDefault(module, List.of());
    return Optional.of(
        new Virtual(
            name,
            suffixes.stream()
                .map(suffix -> (name + "_" + suffix).toLowerCase(Locale.ROOT))
                .toList()));
  }

  /** A bare name was put in upper case; names in SQLite know no case, but people do. */
  private static String name(SqlWords.Token token, String sql) {
    if (token.isQuoted()) {
      return token.text();
    }
    int at = sql.toUpperCase(Locale.ROOT).indexOf(token.text());
    return at < 0 ? token.text() : sql.substring(at, at + token.text().length());
  }

  static boolean hasWords(List<SqlWords.Token> tokens, int at, String... words) {
    if (tokens.size() < at + words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }
}
