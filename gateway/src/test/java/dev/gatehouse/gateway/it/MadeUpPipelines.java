package dev.gatehouse.gateway.it;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes up pipelines over two tables, of every kind that clients send and some that none sends. */
final class MadeUpPipelines {
  private static final String[] READ_TABLES = {
    "create table t(id integer primary key, a, b text)",
    "create table u(k text primary key, v) without rowid",
    "create table long(x)",
    "create view w as select a, b from t",
    "insert into long values (printf('%.*c', 2000000, 'x'))",
  };

  static final String[] TABLES =
      Stream.of(READ_TABLES, MadeUpChanges.TABLES).flatMap(Stream::of).toArray(String[]::new);

  private static final String CLOSE = "{\"type\":\"close\"}";

  private final RandomGenerator random;
  private final MadeUpChanges changes;
  private boolean changesOnly;
  private int columns;

  MadeUpPipelines(RandomGenerator random) {
    this.random = random;
    this.changes = new MadeUpChanges(random);
  }

  /** The next body of a pipeline, for {@code /v2} or, where it may hold more, {@code /v3}. */
  String next(boolean isThirdVersion) {
    if (random.nextInt(30) == 0) {
      return "{\"requests\":[" + sequence(changes.changeOfTables()) + "," + CLOSE + "]}";
    }
    changesOnly = random.nextBoolean();
    List<String> requests = new ArrayList<>();
    int wanted = 1 + (random.nextInt(3) == 0 ? random.nextInt(5) : 0);
    for (int i = 0; i < wanted; i++) {
      requests.add(request(isThirdVersion));
    }
    if (random.nextInt(40) != 0) {
      requests.add(CLOSE);
    } else {
      requests.add(random.nextInt(requests.size() + 1), CLOSE);
    }
    String space = random.nextInt(5) == 0 ? " " : "";
    String baton = random.nextInt(4) == 0 ? "\"baton\":null," : "";
    return "{" + baton + "\"requests\":[" + String.join("," + space, requests) + "]}";
  }

  /** The body of a pipeline that reads, of a few kinds, so that many are of one shape. */
  String nextRead() {
    String statement =
        switch (random.nextInt(7)) {
          case 0 ->
              "{\"sql\":\"select ?, ?2, typeof(?1)\",\"args\":[" + value() + "," + value() + "]}";
          case 1 ->
              "{\"sql\":\"select id, a, b from t order by id\",\"want_rows\":"
                  + random.nextBoolean()
                  + "}";
          case 2 -> "{\"sql\":\"select * from t where id = ?\", \"args\": [" + value() + "] }";
          case 3 ->
              "{\"sql\":\"select abs(?)\",\"args\":[{\"type\":\"integer\",\"value\":\""
                  + (random.nextInt(9) == 0 ? Long.MIN_VALUE : -3)
                  + "\"}]}";
          case 4 -> "{\"sql\":\"select '{\\\"]}\\\\' as \\\"q\\\"\"}";
          case 5 ->
              "{\"sql\":\"select printf('%.*c', ?, '\\\"')\",\"args\":[{\"type\":\"integer\",\"value\":\""
                  + (random.nextInt(9) == 0 ? 200_000 : 9)
                  + "\"}]}";
          default ->
              "{\"sql\":\"select id from t where a = :a\",\"named_args\":[{\"name\":\"a\",\"value\":"
                  + value()
                  + "}]}";
        };
    return "{\"requests\":[{\"type\":\"execute\",\"stmt\":" + statement + "}," + CLOSE + "]}";
  }

  private String request(boolean isThirdVersion) {
    return switch (random.nextInt(20)) {
      case 0 -> sequence(statement() + "; " + statement());
      case 1 ->
          changesOnly ? execute() : "{\"type\":\"describe\",\"sql\":" + quoted(describable()) + "}";
      case 2, 3, 4 -> batch(isThirdVersion);
      case 5 -> isThirdVersion ? "{\"type\":\"get_autocommit\"}" : execute();
      default -> execute();
    };
  }

  private static String sequence(String sql) {
    return "{\"type\":\"sequence\",\"sql\":" + quoted(sql) + "}";
  }

  private String execute() {
    return "{\"type\":\"execute\",\"stmt\":" + withArguments() + "}";
  }

  private String withArguments() {
    if (changesOnly && random.nextInt(4) == 0) {
      return "{\"sql\":\"insert into p(a) values (?), (:b)\",\"args\":[%s,%s]}"
          .formatted(value(), value());
    }
    return switch (changesOnly ? 5 : random.nextInt(6)) {
      case 0 -> "{\"sql\":\"select ?, ?2, typeof(?1)\",\"args\":[" + value() + "," + value() + "]}";
      case 1 ->
          "{\"sql\":\"select :a, $b\",\"named_args\":[{\"name\":\"a\",\"value\":%s},{\"name\":\"$b\",\"value\":%s}],\"want_rows\":%b}"
              .formatted(value(), value(), random.nextBoolean());
      case 2 ->
          "{\"sql\":\"update t set a = ? where id = ?\",\"args\":["
              + value()
              + ","
              + value()
              + "]}";
      case 3 -> random.nextInt(4) == 0 ? "{\"sql\":\"select ?\",\"args\":[]}" : plain();
      default -> plain();
    };
  }

  private String plain() {
    return "{\"sql\":" + quoted(statement()) + "}";
  }

  private String batch(boolean isThirdVersion) {
    List<String> steps = new ArrayList<>();
    boolean transaction = random.nextInt(3) != 0;
    if (transaction) {
      steps.add("{\"stmt\":{\"sql\":\"begin immediate\"}}");
    }
    int wanted = 1 + random.nextInt(3);
    for (int i = 0; i < wanted; i++) {
      steps.add(step(steps.size(), isThirdVersion));
    }
    if (transaction && random.nextInt(8) != 0) {
      int last = steps.size() - 1;
      steps.add(
          "{\"stmt\":{\"sql\":\"commit\"},\"condition\":{\"type\":\"ok\",\"step\":" + last + "}}");
      steps.add(
          "{\"stmt\":{\"sql\":\"rollback\"},\"condition\":{\"type\":\"not\",\"cond\":{\"type\":\"ok\",\"step\":%d}}}"
              .formatted(last + 1));
    }
    return "{\"type\":\"batch\",\"batch\":{\"steps\":[" + String.join(",", steps) + "]}}";
  }

  private String step(int index, boolean isThirdVersion) {
    if (index == 0 || random.nextInt(4) == 0) {
      return "{\"stmt\":" + withArguments() + "}";
    }
    int step = random.nextInt(index + (random.nextInt(50) == 0 ? 1 : 0));
    String condition =
        switch (random.nextInt(isThirdVersion ? 4 : 3)) {
          case 0 -> "{\"type\":\"error\",\"step\":" + step + "}";
          case 3 -> "{\"type\":\"is_autocommit\"}";
          default -> "{\"type\":\"ok\",\"step\":" + step + "}";
        };
    return "{\"stmt\":" + withArguments() + ",\"condition\":" + condition + "}";
  }

  private String describable() {
    return random.nextInt(4) == 0 ? "select nothing from nowhere" : "select * from t where a = ?";
  }

  private String statement() {
    if (changesOnly) {
      return changes.change();
    }
    int id = random.nextInt(12);
    return switch (random.nextInt(51)) {
      case 0, 1, 2, 3, 4, 5 -> "select * from t where id < " + id;
      case 6, 7 -> "select * from w limit " + id;
      case 8, 9 -> "with x as (select id from t) select max(id) from x";
      case 10 -> "values (1, 'é'), (null, x'00ff')";
      case 11, 12, 13 -> "insert into t(a, b) values (" + id + ", 'b" + id + "')";
      case 14 -> "insert or replace into u values ('k" + id % 3 + "', 1)";
      case 15 -> "insert into u values ('k" + id % 3 + "', 2) on conflict do nothing";
      case 16, 17, 18 -> "update t set b = b || 'x' where id % 7 = " + id % 7;
      case 19 -> "update u set v = v + 1";
      case 20, 21 -> "delete from t where id > 30 or id = " + id;
      case 22 -> "delete from t where id = 1 returning *";
      case 23 -> "select last_insert_rowid(), changes(), total_changes()";
      case 24 -> "alter table t add column c%d default %d".formatted(++columns, id);
      case 25 -> columns > 0 ? "alter table t drop column c" + columns-- : "select 1";
      case 26 -> "drop view w; create view w as select a, b, " + id + " from t";
      case 27 -> "select nothing from nowhere";
      case 28 -> "not sql at all";
      case 29 -> "begin";
      case 30 -> "commit";
      case 31 -> "rollback";
      case 32 -> "select 1; select 2";
      case 33 -> "";
      case 34 -> "pragma foreign_keys = on";
      case 35 -> "pragma foreign_keys";
      case 36 -> random.nextInt(6) == 0 ? "select cast(x'ff' as text)" : "select 1.5e300, -0.0";
      case 37 -> random.nextInt(6) == 0 ? "select x from long" : "select length(x) from long";
      case 38 -> "savepoint s";
      case 39 -> "explain query plan select * from t";
      case 40 -> "update t set a = nothing";
      case 41 -> "insert into t(id) values (1)";
      case 43 -> "select * from log order by rowid desc limit " + id;
      case 44 -> "select * from q order by rowid desc limit " + id;
      case 45 -> "select * from t union all select 1, 2, 3 limit " + id;
      case 42 -> "select 9223372036854775807, -9223372036854775808, 1e999, -1e999";
      default -> "select id, a, b from t order by id desc limit " + id;
    };
  }

  private String value() {
    return switch (random.nextInt(14)) {
      case 0 -> "{\"type\":\"null\"}";
      case 1, 2 -> "{\"type\":\"integer\",\"value\":\"" + random.nextInt(20) + "\"}";
      case 3 -> "{\"type\":\"integer\",\"value\":\"" + random.nextLong() + "\"}";
      case 4 -> "{\"type\":\"float\",\"value\":" + random.nextInt(9) + ".25}";
      case 5 -> "{\"type\":\"float\",\"value\":" + random.nextInt(9) + "e-3}";
      case 6 -> "{\"type\":\"float\",\"value\":7}";
      case 7 -> "{\"type\":\"blob\",\"base64\":\"AP8\"}";
      case 8 -> "{\"type\":\"blob\",\"base64\":\"AP8=\"}";
      case 9 -> "{\"type\":\"text\",\"value\":\"\\u00e9\\n\\\"\\u0000\\ud83d\\ude00\"}";
      case 10 ->
          random.nextInt(9) == 0 ? "{\"type\":\"integer\",\"value\":7}" : "{\"type\":\"null\"}";
      default -> "{\"type\":\"text\",\"value\":\"v" + random.nextInt(9) + "\"}";
    };
  }

  private static String quoted(String sql) {
    return '"' + sql.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
