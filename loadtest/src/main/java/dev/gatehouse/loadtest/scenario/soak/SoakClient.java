package dev.gatehouse.loadtest.scenario.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * One client with rows of its own among those of others. It does one thing at a time and knows from
 * the answers which rows there must be, and which there may be.
 */
final class SoakClient {
  private static final int ROWS_USUAL = 40;
  private static final String OWN_ENTRIES =
      "select number, rowid, paired from entry where client = ?";
  private static final String OWN_MARKS = "select number from mark where client = ?";
  private static final String OWN_COUNTER = "select n from counter where client = ?";
  private static final String UNPAIRED =
      "select n - (select count(*) from entry where client = ? and paired = 1)"
          + " from pair where client = ?";

  private final long id;
  private final Line line;
  private final RandomGenerator random;
  private final Findings findings;
  private final Ledger entries = new Ledger("entry");
  private final Ledger paired = new Ledger("entry");
  private final Ledger marks = new Ledger("mark");
  private long counted;
  private long maybeCounted;
  private long next;

  SoakClient(long id, Line line, RandomGenerator random, Findings findings) {
    this.id = id;
    this.line = line;
    this.random = random;
    this.findings = findings;
  }

  /** The rows that it begins with. */
  void begin() throws UnansweredException, InterruptedException {
    for (String table : List.of("counter", "pair")) {
      String sql = "insert into " + table + " values (?, 0)";
      result(ask(Sql.execute(sql, id)).getFirst(), true);
    }
  }

  /** Does something, whatever comes of it. */
  void step() throws InterruptedException {
    try {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> insert();
        case 3 -> mark();
        case 4 -> insertAndMark();
        case 5, 6 -> count();
        case 7 -> insertTogether();
        case 8 -> talk();
        case 9, 10 -> delete();
        case 11 -> deleteTogether();
        case 12, 13 -> glance();
        default -> read();
      }
    } catch (UnansweredException e) {
      findings.failed(e.kind());
    }
  }

  private List<JsonNode> ask(String... requests) throws UnansweredException, InterruptedException {
    return line.ask(List.of(requests));
  }

  /** The result, where there is one. */
  private JsonNode result(JsonNode answer, boolean mustChange) throws UnansweredException {
    JsonNode result = answer.path("response").path("result");
    if (!answer.path("type").asString("").equals("ok")) {
      throw failure(answer.path("error"));
    }
    if (mustChange && result.path("affected_row_count").asInt(-1) != 1) {
      wrong("changed no row, or several", result);
    }
    return result;
  }

  private static UnansweredException failure(JsonNode error) {
    return new UnansweredException("statement " + error.path("code").asString("without a code"));
  }

  private void wrong(String what, Object found) {
    findings.wrong("client %d: %s: %s".formatted(id, what, found));
  }

  private static long rowId(JsonNode result) {
    return Long.parseLong(result.path("last_insert_rowid").asString("-2"));
  }

  private void insert() throws UnansweredException, InterruptedException {
    long number = next++;
    entries.mayBeIn(number);
    JsonNode answer = ask(Sql.run(Sql.insertEntry(id, number, 0))).getFirst();
    entries.isIn(number, rowId(result(answer, true)));
    findings.done("insert");
  }

  /** A table without row ids: what is told is what the connection inserted before, so nothing. */
  private void mark() throws UnansweredException, InterruptedException {
    long number = next++;
    marks.mayBeIn(number);
    String sql = "insert into mark values (?, ?)";
    JsonNode result = result(ask(Sql.execute(sql, id, number)).getFirst(), true);
    marks.isIn(number);
    if (line.isNewEachTime() && rowId(result) != 0) {
      wrong("told somebody else's last row", result);
    }
    findings.done("insert without row id");
  }

  private void insertAndMark() throws UnansweredException, InterruptedException {
    long number = next++;
    entries.mayBeIn(number);
    marks.mayBeIn(number);
    String insert = Sql.run(Sql.insertEntry(id, number, 0));
    List<JsonNode> answers = ask(insert, Sql.execute("insert into mark values (?, ?)", id, number));
    long rowId = rowId(result(answers.getFirst(), true));
    entries.isIn(number, rowId);
    JsonNode second = result(answers.getLast(), true);
    marks.isIn(number);
    if (rowId(second) != rowId) {
      wrong("told another last row than " + rowId, second);
    }
    findings.done("two inserts");
  }

  private void count() throws UnansweredException, InterruptedException {
    maybeCounted++;
    String sql = "update counter set n = n + 1 where client = ?";
    result(ask(Sql.execute(sql, id)).getFirst(), true);
    maybeCounted--;
    counted++;
    findings.done("update");
  }

  private void insertTogether() throws UnansweredException, InterruptedException {
    long number = next++;
    paired.mayBeIn(number);
    transact(List.of(Sql.insertEntry(id, number, 1), Sql.addToPair(id, 1)));
    paired.isIn(number);
    findings.done("insert and update in a transaction");
  }

  private void transact(List<String> statements) throws UnansweredException, InterruptedException {
    JsonNode answer = ask(Sql.transaction(statements)).getFirst();
    JsonNode batch = result(answer, false);
    for (JsonNode error : batch.path("step_errors")) {
      if (!error.isNull()) {
        throw failure(error);
      }
    }
    for (int i = 0; i < statements.size(); i++) {
      JsonNode result = batch.path("step_results").path(i + 1);
      if (result.path("affected_row_count").asInt(-1) != 1) {
        wrong("changed no row, or several", batch);
      }
    }
    if (batch.path("step_results").path(statements.size() + 1).isNull()) {
      wrong("no commit and no error", batch);
    }
  }

  /** What is not committed is not there, whatever happens. */
  private void talk() throws UnansweredException, InterruptedException {
    long number = next++;
    boolean keeps = random.nextInt(4) != 0;
    Line.Talk talk = line.talk();
    try {
      result(talk.ask(Sql.execute("begin immediate")), false);
      result(talk.ask(Sql.run(Sql.insertEntry(id, number, 1))), true);
      result(talk.ask(Sql.run(Sql.addToPair(id, 1))), true);
    } catch (UnansweredException e) {
      giveUp(talk);
      throw e;
    }
    if (keeps) {
      paired.mayBeIn(number);
    }
    result(talk.end(Sql.execute(keeps ? "commit" : "rollback")), false);
    if (keeps) {
      paired.isIn(number);
    }
    findings.done(keeps ? "transaction over several calls" : "one that is rolled back");
  }

  private void giveUp(Line.Talk talk) throws InterruptedException {
    try {
      talk.end(Sql.execute("rollback"));
    } catch (UnansweredException _) {
      line.close();
    }
  }

  private void delete() throws UnansweredException, InterruptedException {
    if (entries.size() < random.nextInt(1, ROWS_USUAL)) {
      insert();
      return;
    }
    long number = entries.any(random);
    entries.mayBeIn(number);
    String sql = "delete from entry where client = ? and number = ?";
    result(ask(Sql.execute(sql, id, number)).getFirst(), true);
    entries.isOut(number);
    findings.done("delete");
  }

  private void deleteTogether() throws UnansweredException, InterruptedException {
    if (paired.size() < random.nextInt(1, ROWS_USUAL)) {
      insertTogether();
      return;
    }
    long number = paired.any(random);
    paired.mayBeIn(number);
    String sql = "delete from entry where client = ? and number = ?";
    transact(List.of(Sql.statement(sql, id, number), Sql.addToPair(id, -1)));
    paired.isOut(number);
    if (marks.size() > ROWS_USUAL) {
      unmark();
    }
    findings.done("delete and update in a transaction");
  }

  private void unmark() throws UnansweredException, InterruptedException {
    long number = marks.any(random);
    marks.mayBeIn(number);
    String sql = "delete from mark where client = ? and number = ?";
    result(ask(Sql.execute(sql, id, number)).getFirst(), true);
    marks.isOut(number);
  }

  /** Compares everything that it has with what it must have. */
  void read() throws UnansweredException, InterruptedException {
    List<JsonNode> answers =
        ask(
            Sql.execute(OWN_ENTRIES, id),
            Sql.execute(OWN_MARKS, id),
            Sql.execute(OWN_COUNTER, id),
            Sql.execute(UNPAIRED, id, id));
    List<long[]> rows = rows(answers.getFirst());
    entries.compare(rows.stream().filter(row -> row[2] == 0).toList(), true).forEach(this::wrong);
    paired.compare(rows.stream().filter(row -> row[2] == 1).toList(), true).forEach(this::wrong);
    marks.compare(rows(answers.get(1)), false).forEach(this::wrong);
    checkCounter(rows(answers.get(2)).getFirst()[0]);
    long unpaired = rows(answers.get(3)).getFirst()[0];
    if (unpaired != 0) {
      wrong("half of a transaction", unpaired);
    }
    findings.done("read of all it has");
  }

  private void checkCounter(long n) {
    if (n < counted || n > counted + maybeCounted) {
      wrong("counted %d to %d".formatted(counted, counted + maybeCounted), n);
    }
    maybeCounted = Math.max(0, maybeCounted - Math.max(0, n - counted));
    counted = n;
  }

  /** Several small reads in one moment, as a page does that shows several things. */
  private void glance() throws UnansweredException, InterruptedException {
    String counter = Sql.execute(OWN_COUNTER, id);
    String own = Sql.execute("select client from pair where client = ?", id);
    List<JsonNode> answers = line.askAtOnce(List.of(counter, own, counter, own, counter, own));
    for (int i = 0; i < answers.size(); i++) {
      long found = rows(answers.get(i)).getFirst()[0];
      if (i % 2 == 0) {
        checkCounter(found);
      } else if (found != id) {
        wrong("saw what is another's", found);
      }
    }
    findings.done("several reads at once");
  }

  private void wrong(String what) {
    findings.wrong("client " + id + ": " + what);
  }

  private List<long[]> rows(JsonNode answer) throws UnansweredException {
    List<long[]> rows = new ArrayList<>();
    for (JsonNode row : result(answer, false).path("rows")) {
      long[] numbers = new long[row.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Long.parseLong(row.path(i).path("value").asString("-3"));
      }
      rows.add(numbers);
    }
    return rows;
  }

  void close() {
    line.close();
  }
}
