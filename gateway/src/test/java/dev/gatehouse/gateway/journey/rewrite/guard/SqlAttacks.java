package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.ArrayList;
import java.util.List;

/** SQL texts that must never reach sqld, and why. */
final class SqlAttacks {
  /** One text. */
  record Attack(String sql, SqlUse use, Reason reason) {}

  private static final String[] CALLS = {
    "select readfile('/etc/passwd')",
    "SELECT READFILE('/etc/passwd')",
    "select ReadFile ( '/etc/passwd' )",
    "select \"readfile\"('/etc/passwd')",
    "select `readfile`('/etc/passwd')",
    "select [readfile]('/etc/passwd')",
    "select [ReadFile]\n('/etc/passwd')",
    "select 'readfile'('/etc/passwd')",
    "select readfile/**/('/etc/passwd')",
    "select readfile--x\n('/etc/passwd')",
    "select readfile/* '(' */ /* \" */ ('/etc/passwd')",
    "select\treadfile\r\n\f('/etc/passwd')",
    "select readfile\u000b('/etc/passwd')",
    "select/**/readfile('x')",
    "select 1,readfile('x')",
    "select(readfile('x'))",
    "select -readfile('x')",
    "select 1e5,readfile('x')",
    "select 'it''s', readfile('x')",
    "select '--', readfile('x')",
    "select '/*', readfile('x') /* */",
    "select \"a\"\"b\", readfile('x')",
    "select [--], readfile('x')",
    "select `'`, readfile('x'), `'`",
    "select x'00', readfile('x')",
    "select ?1, readfile('x')",
    "select :a, @b, $c, readfile('x')",
    "select $a::b, readfile('x')",
    "select 1 -- comment\n, readfile('x')",
    "select /*/ 1 */ readfile('x')",
    "select 1 /* /* */ , readfile('x') -- */",
    "select 1; select readfile('x')",
    "select 1;;select readfile('x')",
    "insert into t values (readfile('x'))",
    "insert into t(a) select readfile('x')",
    "update t set a = readfile('x')",
    "delete from t where a = readfile('x')",
    "create table t as select readfile('x')",
    "create table t(a default (readfile('x')))",
    "create table t(a, b as (readfile('x')))",
    "create view v as select readfile('x')",
    "create trigger g after insert on t begin select readfile('x'); end",
    "create index i on t(readfile(a))",
    "with a as (select readfile('x')) select * from a",
    "select * from t where exists (select readfile('x'))",
    "select case when readfile('x') then 1 end",
    "select 1 order by readfile('x')",
    "select count(*) filter (where readfile('x')) from t",
    "select sum(1) over (partition by readfile('x')) from t",
    "values (readfile('x'))",
    "explain select readfile('x')",
    "select écrit, readfile('x')",
    "select 1 as \"readfile\", readfile('x')",
    "select writefile('/tmp/x', 'y')",
    "select WriteFile('/tmp/x', x'00', 33188)",
    "select lsmode(1)",
    "select load_extension('x')",
    "select sha3_query('select 1')",
    "select \"sha3_query\"(a) from t",
    "select fts3_tokenizer('simple')",
    "select sqlite_crypt('a', 'b')",
    "select sqlite_log(1, 'x')",
    "select sqlite3mc_config('cipher')",
    "select SQLite3MC_codec_data('x')",
    "select sqlite3mc_anything_new()",
    "select libsql_server_database_name()",
  };

  private static final String[] TABLES = {
    "select * from fsdir('/')",
    "select * from FsDir where path = '/'",
    "select * from \"fsdir\" where path = '/'",
    "select * from 'fsdir'('/')",
    "select * from 'fsdir' where path = '/'",
    "select * from [fsdir]('/')",
    "select * from main.fsdir where path = '/'",
    "select * from 'main'.'fsdir' where path = '/'",
    "select * from main . /**/ fsdir",
    "select * from (fsdir) where path = '/'",
    "select * from ((('fsdir')))",
    "select * from t, fsdir",
    "select * from t, (u, fsdir)",
    "select * from json_each('[1]'), 'fsdir' where path = '/'",
    "select * from t join fsdir on 1",
    "select * from t left join u on t.a = u.a, fsdir",
    "select * from t join u on (1), 'fsdir'",
    "select * from t join u using (a), fsdir",
    "select * from t as a, fsdir as b",
    "select * from t \"where\", fsdir",
    "select * from t window, fsdir",
    "select 1 in fsdir",
    "select 1 not in 'fsdir'",
    "select 1 in main.sqlite_dbpage",
    "select a from t where b in (select name from fsdir)",
    "select 1 union select name from fsdir",
    "select 1 is distinct from 1, name from fsdir",
    "with x as (select * from fsdir('/')) select * from x",
    "select * from sqlite_dbpage",
    "select * from SQLITE_DBPAGE('main')",
    "update sqlite_dbpage set data = x''",
    "update or ignore 'sqlite_dbpage' set data = x''",
    "update main.sqlite_dbpage set data = x''",
    "insert into sqlite_dbpage(pgno, data) values (1, x'')",
    "insert or replace into \"sqlite_dbpage\" values (1, x'')",
    "replace into sqlite_dbpage values (1, x'')",
    "delete from sqlite_dbpage",
    "select * from pragma_database_list",
    "select file from 'pragma_database_list'",
    "select file from pragma_database_list()",
    "create virtual table t using fsdir",
    "create virtual table t using fts4(a, compress=trim, uncompress=readfile)",
    "create virtual table t using fts4(;a, compress=trim, uncompress=readfile)",
    "create virtual table t using fts4(a, uncompress='readfile', compress='trim')",
    "create virtual table t using fts4(a, uncompress=\"sha3_query\", compress=trim)",
    "create/**/virtual table if not exists t using fts4(a, uncompress=[readfile] x)",
    "create virtual table t using fts5(a, content='fsdir')",
    "CREATE VIRTUAL TABLE t USING fts5(data, content='sqlite_dbpage', content_rowid='pgno')",
  };

  private static final String[] ATTACHING = {
    "attach 'x' as y",
    "ATTACH DATABASE \"other\" AS other",
    "/* */ attach other as b",
    "select 1; attach other as b",
    "detach other",
    "DETACH DATABASE other",
    "\uFEFFattach other as b",
  };

  private static final String[] EXPLAINED_PRAGMAS = {
    "explain query plan pragma hard_heap_limit=1",
    "EXPLAIN QUERY PLAN PRAGMA writable_schema=ON",
    "explain/**/query--\nplan\tpragma user_version",
    "explain pragma user_version",
    "select 1; explain query plan pragma main.user_version",
    ";;explain query plan pragma x=y",
  };

  private static final String[] PRAGMAS = {
    "pragma database_list",
    "PRAGMA main.database_list",
    "PRAGMA \"database_list\"",
    "pragma 'writable_schema' = 1",
    "pragma writable_schema(1)",
    "pragma main . writable_schema = on",
    "PRAGMA hard_heap_limit = 100000",
    "pragma temp_store_directory = '/x'",
    "PRAGMA rekey='x'",
    "select 1; pragma database_list",
  };

  private static final String[] AMBIGUOUS = {
    "select \uFEFFreadfile('x')",
    "select 1,\uFEFFfsdir",
    "\uFEFF\uFEFFselect readfile",
    "select 1 -- \0\n, readfile('x')",
    "select 'readfile\0'",
    "select $a('), readfile('x')--')",
    "select :a(readfile",
  };

  private static final String[] NOT_DESCRIBABLE = {
    "pragma user_version",
    "PRAGMA user_version = 1",
    "pragma(foreign_keys)",
    "pragma query_only = 1",
    "pragma main.foreign_keys = off",
    "pragma table_info.hard_heap_limit = 1",
    "pragma foreign_keys /**/ . \"hard_heap_limit\" = 1",
    "pragma foreign_keys = off; pragma hard_heap_limit = 1",
    "pragma foreign_keysx = off",
    "; pragma user_version",
    "/* select */ pragma user_version",
    "\uFEFFpragma user_version",
    "vacuum into '/tmp/x'",
    "analyze",
    "reindex",
    "(select 1)",
    "select 1; vacuum",
  };

  private SqlAttacks() {}

  static List<Attack> all() {
    List<Attack> all = new ArrayList<>();
    add(all, CALLS, SqlUse.RUN, Reason.FORBIDDEN_NAME);
    add(all, TABLES, SqlUse.RUN, Reason.FORBIDDEN_NAME);
    add(all, ATTACHING, SqlUse.RUN, Reason.ATTACH);
    add(all, EXPLAINED_PRAGMAS, SqlUse.RUN, Reason.EXPLAIN_PRAGMA);
    add(all, PRAGMAS, SqlUse.RUN, Reason.FORBIDDEN_PRAGMA);
    add(all, AMBIGUOUS, SqlUse.RUN, Reason.AMBIGUOUS_TEXT);
    add(all, NOT_DESCRIBABLE, SqlUse.DESCRIBE, Reason.DESCRIBE_OTHER);
    add(all, CALLS, SqlUse.DESCRIBE, Reason.FORBIDDEN_NAME);
    add(all, EXPLAINED_PRAGMAS, SqlUse.DESCRIBE, Reason.EXPLAIN_PRAGMA);
    add(all, AMBIGUOUS, SqlUse.DESCRIBE, Reason.AMBIGUOUS_TEXT);
    for (String chain : chains(12_000)) {
      all.add(new Attack(chain, SqlUse.RUN, Reason.OPERATOR_CHAIN));
    }
    return all;
  }

  /** One expression each with so many operators on one path. */
  private static List<String> chains(int operators) {
    String half = "+1".repeat(operators / 2);
    return List.of(
        "select 1" + "+1".repeat(operators),
        "select 'a'" + "||'a'".repeat(operators),
        "select 1" + " isnull".repeat(operators),
        "select 1" + " and 1".repeat(operators),
        "select 1" + " is distinct from 1".repeat(operators),
        "select 1" + " collate nocase".repeat(operators),
        "select a" + "->1".repeat(operators),
        "select 1" + "+f(1,1)".repeat(operators),
        "select 1" + "+case when 1 then 1 end".repeat(operators),
        "select 1" + "+case when end then 1 end".repeat(operators),
        "select (1" + half + ")" + half,
        "select ((1,1" + half + ")" + half + ")",
        "select f(1" + half + ",1)" + half);
  }

  private static void add(List<Attack> all, String[] texts, SqlUse use, Reason reason) {
    for (String text : texts) {
      all.add(new Attack(text, use, reason));
    }
  }
}
