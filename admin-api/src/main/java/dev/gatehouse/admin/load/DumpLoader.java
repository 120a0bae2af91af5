package dev.gatehouse.admin.load;

import static dev.gatehouse.admin.load.ShadowTables.hasWords;

import dev.gatehouse.admin.load.ShadowTables.Virtual;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.sqld.SqldException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads the SQL text that SQLite's shell, sqld and others write.
 *
 * <p>The whole text is one transaction, so its own BEGIN and COMMIT mean nothing. Virtual tables,
 * which dumps forge into the schema table, are created as such; their shadow tables then take the
 * dumped rows.
 */
public final class DumpLoader {
  private static final int STATEMENT_BYTES_MAX = 16 << 20;
  private static final int WORDS_MAX = 24;
  private static final Set<String> MODES = Set.of("FOREIGN_KEYS", "WRITABLE_SCHEMA");
  private static final Set<String> SCHEMA_TABLES = Set.of("sqlite_schema", "sqlite_master");

  private final Loading loading;
  private final List<Virtual> virtuals = new ArrayList<>();

  private DumpLoader(Loading loading) {
    this.loading = loading;
  }

  /** Adds all statements of the text; how many there were. */
  public static long load(InputStream text, Loading loading)
      throws IOException, SqldException, LoadException {
    var loader = new DumpLoader(loading);
    var splitter = new SqlSplitter(text, STATEMENT_BYTES_MAX);
    long count = 0;
    for (@Nullable Statement next = splitter.next(); next != null; next = splitter.next()) {
      loader.add(next);
      count = next.number();
    }
    return count;
  }

  private void add(Statement statement) throws SqldException, LoadException {
    List<SqlWords.Token> words = SqlWords.first(statement.sql(), WORDS_MAX);
    if (words.isEmpty() || isFraming(words) || isMode(words)) {
      return;
    }
    if (words.getFirst().is("ROLLBACK")) {
      throw new LoadException(
          "the text takes back what it did; a dump that ends so was written with errors",
          statement.number(),
          statement.line());
    }
    Optional<String> forged = forgedVirtualTable(statement.sql(), words);
    Statement real =
        forged
            .map(sql -> new Statement(sql, statement.number(), statement.line()))
            .orElse(statement);
    Optional<Virtual> virtual = ShadowTables.createdBy(real.sql());
    if (virtual.isPresent()) {
      virtuals.add(virtual.get());
    }
    Optional<String> shadow = shadowTable(words);
    if (shadow.isPresent()) {
      loading.addOwn(new SqlStatement("DELETE FROM " + SqlText.name(shadow.get())), statement);
    } else {
      loading.add(real);
    }
  }

  private static boolean isFraming(List<SqlWords.Token> words) {
    SqlWords.Token verb = words.getFirst();
    return verb.is("BEGIN") || verb.is("COMMIT") || verb.is("END");
  }

  private static boolean isMode(List<SqlWords.Token> words) {
    return words.size() == 4
        && words.getFirst().is("PRAGMA")
        && MODES.contains(words.get(1).text())
        && words.get(2).is("=");
  }

  /** The table that a statement creates where it already is the shadow of a virtual one. */
  private Optional<String> shadowTable(List<SqlWords.Token> words) {
    if (!hasWords(words, 0, "CREATE", "TABLE")) {
      return Optional.empty();
    }
    int at = hasWords(words, 2, "IF", "NOT", "EXISTS") ? 5 : 2;
    if (words.size() <= at) {
      return Optional.empty();
    }
    String table = words.get(at).text().toLowerCase(Locale.ROOT);
    return virtuals.stream().anyMatch(virtual -> virtual.owns(table))
        ? Optional.of(table)
        : Optional.empty();
  }

  private static Optional<String> forgedVirtualTable(String sql, List<SqlWords.Token> words) {
    if (!hasWords(words, 0, "INSERT", "INTO")
        || words.size() < 3
        || SCHEMA_TABLES.stream().noneMatch(words.get(2)::names)) {
      return Optional.empty();
    }
    int from = sql.indexOf("'CREATE VIRTUAL TABLE");
    int to = sql.lastIndexOf('\'');
    return from < 0 || to <= from ? Optional.empty() : Optional.of(unquoted(sql, from + 1, to));
  }

  /** sqld does not double the quotes of what it puts into quotes. */
  private static String unquoted(String sql, int from, int to) {
    String raw = sql.substring(from, to);
    String undoubled = raw.replace("''", "'");
    boolean isBare = !undoubled.replace("'", "''").equals(raw);
    return isBare || isOdd(undoubled) ? raw : undoubled;
  }

  private static boolean isOdd(String sql) {
    return sql.chars().filter(c -> c == '\'').count() % 2 == 1;
  }
}
