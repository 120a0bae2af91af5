package dev.gatehouse.loadtest.scenario.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Requests of Hrana, and the statements that the clients of a soak run. */
final class Sql {
  static final List<String> TABLES =
      List.of(
          "create table entry(client integer, number integer, paired integer, pad text)",
          "create table mark(client integer, number integer, primary key (client, number))"
              + " without rowid",
          "create table counter(client integer primary key, n integer)",
          "create table pair(client integer primary key, n integer)");

  private Sql() {}

  /** One statement with numbers for its question marks. */
  static String statement(String sql, long... numbers) {
    String values =
        LongStream.of(numbers)
            .mapToObj(number -> "{\"type\":\"integer\",\"value\":\"" + number + "\"}")
            .collect(Collectors.joining(","));
    return "{\"sql\":\"" + sql + "\",\"args\":[" + values + "],\"want_rows\":true}";
  }

  static String execute(String sql, long... numbers) {
    return run(statement(sql, numbers));
  }

  /** A request that runs a statement. */
  static String run(String statement) {
    return "{\"type\":\"execute\",\"stmt\":" + statement + "}";
  }

  /** The statements in a transaction, as clients of libSQL send it: all of them or none. */
  static String transaction(List<String> statements) {
    List<String> steps = new ArrayList<>();
    steps.add("{\"stmt\":{\"sql\":\"BEGIN IMMEDIATE\"}}");
    for (String statement : statements) {
      steps.add(step(statement, ok(steps.size() - 1)));
    }
    int last = steps.size() - 1;
    steps.add(step("{\"sql\":\"COMMIT\"}", ok(last)));
    steps.add(step("{\"sql\":\"ROLLBACK\"}", "{\"type\":\"not\",\"cond\":" + ok(last + 1) + "}"));
    return "{\"type\":\"batch\",\"batch\":{\"steps\":[" + String.join(",", steps) + "]}}";
  }

  private static String step(String statement, String condition) {
    return "{\"stmt\":" + statement + ",\"condition\":" + condition + "}";
  }

  private static String ok(int step) {
    return "{\"type\":\"ok\",\"step\":" + step + "}";
  }

  static String insertEntry(long client, long number, int paired) {
    return statement(
        "insert into entry(client, number, paired, pad) values (?, ?, ?, printf('%.*c', 100, 'x'))",
        client, number, paired);
  }

  static String addToPair(long client, int n) {
    return statement("update pair set n = n + ? where client = ?", n, client);
  }
}
