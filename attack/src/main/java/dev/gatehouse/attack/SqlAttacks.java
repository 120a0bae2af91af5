package dev.gatehouse.attack;

import java.util.List;
import java.util.stream.Stream;

/** SQL that would leave the attacker's database, on every carrier of SQL. */
final class SqlAttacks {
  private static final String REFUSED = "SQL_FORBIDDEN";

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
          "select writefile('/tmp/gatehouse-attack', 'x')",
          "select name from fsdir('/')",
          "select * from \"fsdir\" where path = '/'",
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
    return Stream.concat(
        TEXTS.stream().flatMap(sql -> SqlCarrier.all().map(c -> attack(sql, c))),
        DESCRIBED_ONLY.stream()
            .flatMap(
                sql ->
                    SqlCarrier.all().filter(SqlCarrier::describesOnly).map(c -> attack(sql, c))));
  }

  private static Attack attack(String sql, SqlCarrier carrier) {
    return new Attack(
        sql.replace('\n', ' '),
        Rule.SQL_GUARD,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, range.token(), sql);
          return new Verdict(answer.contains(REFUSED), answer);
        });
  }
}
