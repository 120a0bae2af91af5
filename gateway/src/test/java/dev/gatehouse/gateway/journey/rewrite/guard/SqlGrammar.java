package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.Random;

/** Seeded queries, most of them valid, with forbidden names in every place a name can have. */
final class SqlGrammar {
  private static final String[] GAPS = {" ", "\n", "\t", "/**/", " /* '(' */ ", " --;\n", "\r\n"};
  private static final String[] NAMES = {
    "fsdir",
    "FsDir",
    "\"fsdir\"",
    "`fsdir`",
    "[fsdir]",
    "'fsdir'",
    "'FSDIR'",
    "main.fsdir",
    "main . 'fsdir'",
    "\"main\".\"fsdir\"",
    "'main'.[fsdir]",
    "sqlite_dbpage",
    "pragma_database_list"
  };
  private static final String[] OPERATORS = {
    "+",
    "||",
    "=",
    "<>",
    "and",
    "or",
    "is",
    "is not",
    "is distinct from",
    "like",
    "collate nocase ="
  };
  private static final String[] JOINS = {",", ",", ",", "join", "left join", "cross join"};

  private final Random random;
  private final String folder;
  private int aliases;

  SqlGrammar(long seed, String folder) {
    this.random = new Random(seed);
    this.folder = "'" + folder + "'";
  }

  String next() {
    aliases = 0;
    return switch (random.nextInt(12)) {
      case 0 -> words("with x as (", select(2), ") select * from x");
      case 1 -> words("insert into sink(a, b)", select(2));
      case 2 -> words("update sink set a =", expression(2), "from", source(2), "returning *");
      case 3 -> words("delete from sink where a in (", select(2), ") returning *");
      case 4 -> words("values (", expression(2), ",", expression(2), ")");
      case 5 -> words("explain", select(2));
      default -> select(3);
    };
  }

  private String words(String... words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(word).append(random.nextInt(4) == 0 ? any(GAPS) : " ");
    }
    return text.toString();
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private String select(int depth) {
    String columns =
        random.nextInt(4) > 0 ? "*" : words(expression(depth - 1), ",", expression(depth - 1));
    String filter =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1, 2 -> words("where path =", folder);
          default -> words("where", expression(depth - 1));
        };
    String tail =
        switch (random.nextInt(8)) {
          case 0 -> words("group by", expression(depth - 1), "having", expression(depth - 1));
          case 1 ->
              words("window", any(new String[] {"w", "\"where\"", "\"on\""}), "as (order by 1)");
          case 2 -> words("order by", expression(depth - 1), ",", expression(depth - 1));
          case 3 -> depth > 0 ? words("union all", select(depth - 1)) : "";
          default -> "";
        };
    return words("select", maybe() ? "" : "distinct", columns, "from", source(depth), filter, tail);
  }

  private String source(int depth) {
    if (depth <= 0) {
      return table();
    }
    return switch (random.nextInt(7)) {
      case 0 -> words("(", source(depth - 1), ")");
      case 1 -> words("(", select(depth - 1), ") as s");
      case 2, 3 ->
          words(
              source(depth - 1),
              any(JOINS),
              table(),
              maybe() ? "" : words("on", maybe() ? "1" : expression(depth - 1)),
              maybe() ? "" : words(any(JOINS), table()));
      case 4 -> words(source(depth - 1), "join u using (a)", maybe() ? "" : words(",", table()));
      default -> table();
    };
  }

  /** One table in four is evil, so that most queries have one such place and run. */
  private String table() {
    aliases++;
    return switch (random.nextInt(8)) {
      case 0 -> words(any(NAMES), "(", folder, ")");
      case 1 -> words(any(NAMES), maybe() ? "" : words("as f" + aliases));
      case 2 -> words("t", any(new String[] {"\"where\"", "offset", "end", "window", "'on'"}));
      case 3 -> "json_each('[\"fsdir\"]')";
      case 4, 5 -> words("u as u" + aliases);
      default -> words("t as t" + aliases);
    };
  }

  private String expression(int depth) {
    return switch (depth <= 0 ? random.nextInt(4) : random.nextInt(10)) {
      case 0 -> any(new String[] {"1", "null", "x'00'", "1e3", "'it''s'"});
      case 1, 2 -> any(new String[] {"'fsdir'", "'sqlite_dbpage'"});
      case 3 -> any(new String[] {"1", "1", "1", "name", "t1.fsdir", "[fsdir]"});
      case 4 -> words("(", expression(depth - 1), ")");
      case 5 -> words("coalesce (", expression(depth - 1), ",", expression(depth - 1), ")");
      case 6 -> words("(", select(depth - 1), ")");
      case 7 -> words(expression(depth - 1), "in", maybe() ? "('fsdir', 'x')" : any(NAMES));
      case 8 -> words("case when", expression(depth - 1), "then", expression(depth - 1), "end");
      default -> words(expression(depth - 1), any(OPERATORS), expression(depth - 1));
    };
  }
}
