package dev.gatehouse.attack;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SQL that would leave the attacker's database, on every carrier of SQL. */
final class SqlAttacks {
  private static final Pattern PATH = Pattern.compile("\"(/[^\"]*/dbs/)[^\"/]+/data\"");
  private static final String HEX_SECRET =
      HexFormat.of().withUpperCase().formatHex(Range.SECRET.getBytes(StandardCharsets.US_ASCII));

  private static final List<String> TEXTS =
      List.of(
          "select readfile('/etc/passwd')",
          "SELECT ReadFile('/etc/passwd')",
          "select \"readfile\"('/etc/passwd')",
          "select [readfile]('/etc/passwd')",
          "select `readfile`('/etc/passwd')",
          "select readfile/**/('/etc/passwd')",
          "select readfile -- x\n ('/etc/passwd')",
          "select 1, (select hex(readfile('/etc/passwd')))",
          "with x as (select readfile('/etc/passwd') a) select a from x",
          "select writefile('/dev/null', 'x')",
          "select name from fsdir('/etc')",
          "select * from \"fsdir\" where path = '/etc'",
          "select lsmode(33188)",
          "select * from sqlite_dbpage",
          "update sqlite_dbpage set data = x'00' where pgno = 1",
          "select sha3_query('select readfile(1)')",
          "create virtual table v using fts4(a, compress=trim, uncompress=readfile)",
          "select libsql_server_database_name()",
          "select load_extension('/tmp/x.so')",
          "select sqlite3mc_config('cipher')",
          "attach '/tmp/x.db' as x",
          "attach database \"other\" as x",
          "detach x",
          "explain query plan pragma hard_heap_limit=100000",
          "EXPLAIN/**/QUERY PLAN\nPRAGMA writable_schema=on",
          "explain pragma temp_store_directory='/tmp'",
          "pragma database_list",
          "select file from pragma_database_list");

  private static final List<String> DESCRIBED_ONLY =
      List.of(
          "pragma writable_schema=on",
          "pragma hard_heap_limit=1",
          "pragma soft_heap_limit=1",
          "/* x */ pragma query_only=1",
          "vacuum");

  private SqlAttacks() {}

  static Stream<Attack> all() {
    Stream<Attack> run = TEXTS.stream().flatMap(sql -> SqlCarrier.all().map(c -> attack(sql, c)));
    Stream<Attack> described =
        DESCRIBED_ONLY.stream()
            .flatMap(
                sql -> SqlCarrier.all().filter(SqlCarrier::describesOnly).map(c -> attack(sql, c)));
    Stream<Attack> files = SqlCarrier.all().filter(c -> !c.describesOnly()).map(SqlAttacks::file);
    return Stream.of(run, described, files).flatMap(attacks -> attacks);
  }

  private static Attack attack(String sql, SqlCarrier carrier) {
    return new Attack(
        sql.replace('\n', ' '),
        Rule.SQL_GUARD,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, range.token(), sql);
          return new Verdict(!Answers.shownDone(answer), answer);
        });
  }

  /** Reads the file that holds the victim's database, which lies beside one's own. */
  private static Attack file(SqlCarrier carrier) {
    return new Attack(
        "the victim's file",
        Rule.SQL_GUARD,
        carrier.name(),
        range -> {
          String own =
              HttpCarrier.PIPELINE_V3.send(
                  range, range.token(), "select file from pragma_database_list");
          Matcher path = PATH.matcher(own);
          String folder = path.find() ? path.group(1) : "/var/lib/sqld/dbs/";
          String base = folder + range.victim().inside();
          String answer =
              carrier.send(
                  range,
                  range.token(),
                  "select hex(readfile('%s/data')), hex(readfile('%s/data-wal'))"
                      .formatted(base, base));
          return new Verdict(!answer.contains(HEX_SECRET), answer);
        });
  }
}
