package dev.gatehouse.admin.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements end where SQLite's shell ends them. */
final class SqlSplitterTest {
  private static List<Statement> split(byte[] text, int bytesMax)
      throws IOException, LoadException {
    var splitter = new SqlSplitter(new ByteArrayInputStream(text), bytesMax);
    var found = new ArrayList<Statement>();
    for (@Nullable Statement next = splitter.next(); next != null; next = splitter.next()) {
      found.add(next);
    }
    return found;
  }

  private static List<String> split(String text) throws IOException, LoadException {
    return split(text.getBytes(StandardCharsets.UTF_8), 1 << 20).stream()
        .map(Statement::sql)
        .toList();
  }

  @Test
  void splitsAtSemicolonsAndDropsEmptyStatements() throws Exception {
    assertEquals(List.of("select 1", "select 2"), split(";;select 1;\n ;select 2"));
    assertEquals(List.of(), split(" -- nothing\n/* ; */ ;"));
  }

  @Test
  void leavesSemicolonsInStringsNamesAndCommentsAlone() throws Exception {
    for (String whole :
        List.of(
            "select ';'",
            "select 'it''s;'",
            "select \"a;\"\"b\"",
            "select `a;b`",
            "select [a;'b]",
            "select 1 -- ; '\n + 2",
            "select 1 /* ; ' */ + 2",
            "select 1 - -2 / 3",
            "select 'é;€😀'")) {
      assertEquals(List.of(whole, "select 3"), split(whole + ";select 3;"), whole);
    }
  }

  @Test
  void keepsTheBodyOfATriggerTogetherEvenWithCase() throws Exception {
    for (String head :
        List.of(
            "CREATE TRIGGER",
            "create temp trigger",
            "CREATE /*x*/ TEMPORARY TRIGGER",
            "EXPLAIN CREATE TRIGGER")) {
      String trigger =
          head
              + " t AFTER INSERT ON a BEGIN\n  UPDATE a SET x = CASE WHEN x THEN 1 ELSE 2 END;\n"
              + "  SELECT CASE 1 WHEN 1 THEN 'END;' END;\n  -- END;\n END";
      assertEquals(List.of(trigger, "select 1"), split(trigger + "; select 1"), head);
    }
  }

  @Test
  void takesATableCalledTriggerForATable() throws Exception {
    assertEquals(
        List.of("CREATE TABLE trigger_log(x)", "select 1"),
        split("CREATE TABLE trigger_log(x); select 1"));
  }

  @Test
  void countsStatementsAndLines() throws Exception {
    var found = split("\n\nselect\n1;\n-- note\nselect 2;".getBytes(StandardCharsets.UTF_8), 99);
    assertEquals(List.of(3L, 6L), found.stream().map(Statement::line).toList());
    assertEquals(List.of(1L, 2L), found.stream().map(Statement::number).toList());
  }

  @Test
  void readsPastAByteOrderMark() throws Exception {
    assertEquals(List.of("select 1"), split("\uFEFFselect 1"));
  }

  @Test
  void refusesWhatIsNoText() {
    for (byte[] text :
        List.of(
            new byte[] {'s', 0, ';'},
            new byte[] {'\'', (byte) 0xFF, '\''},
            "select 1234567890;".getBytes(StandardCharsets.UTF_8))) {
      var e = assertThrows(LoadException.class, () -> split(text, 12));
      assertEquals(1, e.statement());
    }
  }

  @Test
  void holdsOneStatementOfATextThatNeverEnds() throws Exception {
    var endless =
        new InputStream() {
          private final byte[] insert =
              "INSERT INTO t VALUES ('x');\n".getBytes(StandardCharsets.UTF_8);

          @Override
          public int read() {
            throw new AssertionError("nobody reads byte by byte");
          }

          @Override
          public int read(byte[] part, int from, int length) {
            System.arraycopy(insert, 0, part, from, insert.length);
            return insert.length;
          }
        };
    var splitter = new SqlSplitter(endless, 64);
    for (int i = 1; i <= 200_000; i++) {
      assertEquals(i, Objects.requireNonNull(splitter.next()).number());
    }
  }
}
