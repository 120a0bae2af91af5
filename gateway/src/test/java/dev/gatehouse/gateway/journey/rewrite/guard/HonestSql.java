package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.ArrayList;
import java.util.List;

/** What ORMs, migrations and people write. */
final class HonestSql {
  private static final String[] STATEMENTS = {
    "select \"id\", \"name\" from \"users\" where \"users\".\"id\" = ? limit ?",
    "select `id`, `title` from `posts` order by `created_at` desc limit 10 offset 20",
    "insert into \"users\" (\"id\", \"name\", \"email\") values (null, ?, ?) returning \"id\"",
    "insert into users (id, name) values (?1, ?2) on conflict (id) do update set name = excluded.name",
    "update \"users\" set \"name\" = ?, \"updated_at\" = unixepoch() where \"id\" = ? returning *",
    "delete from sessions where expires_at < strftime('%s', 'now')",
    "SELECT `main`.`User`.`id`, `main`.`User`.`email` FROM `main`.`User` WHERE 1=1 LIMIT ? OFFSET ?",
    "SELECT COUNT(*) FROM (SELECT `main`.`Post`.`id` FROM `main`.`Post` WHERE 1=1) AS `sub`",
    "BEGIN IMMEDIATE",
    "BEGIN DEFERRED TRANSACTION",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT a; RELEASE a; ROLLBACK TO b",
    "PRAGMA foreign_keys",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;",
    "PRAGMA table_info(\"users\")",
    "PRAGMA main.table_xinfo('users')",
    "PRAGMA index_list(`users`)",
    "PRAGMA foreign_key_list(users)",
    "PRAGMA journal_mode",
    "PRAGMA user_version = 7",
    "select * from pragma_table_info('users')",
    "select m.name, p.* from sqlite_master m, pragma_table_info(m.name) p where m.type = 'table'",
    "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'",
    "CREATE TABLE IF NOT EXISTS \"__drizzle_migrations\" (id SERIAL PRIMARY KEY, hash text NOT NULL)",
    "CREATE TABLE `users` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL, `email` text NOT NULL)",
    "CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`)",
    "CREATE INDEX i ON t(lower(email)) WHERE deleted_at IS NULL",
    "CREATE TABLE t(a int, b int GENERATED ALWAYS AS (a * 2) STORED, c text AS (upper(d)), d text)",
    "CREATE TABLE t(a text CHECK (length(a) > 0), b REFERENCES u(id) ON DELETE CASCADE) STRICT",
    "ALTER TABLE users ADD COLUMN age integer DEFAULT 0",
    "ALTER TABLE users RENAME COLUMN nam TO name; ALTER TABLE users DROP COLUMN age",
    "DROP TABLE IF EXISTS \"old\"; DROP VIEW v; DROP INDEX i; DROP TRIGGER g",
    "CREATE VIEW v AS SELECT id, count(*) OVER () AS total FROM users",
    "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN new.a > 1 BEGIN UPDATE t SET u = 1; END",
    "CREATE VIRTUAL TABLE docs USING fts5(title, body, content='posts', tokenize='porter unicode61')",
    "CREATE VIRTUAL TABLE old USING fts4(a, compress=zip, uncompress=unzip)",
    "CREATE VIRTUAL TABLE box USING rtree(id, x0, x1)",
    "SELECT docs.*, bm25(docs) FROM docs WHERE docs MATCH 'hello OR world*' ORDER BY rank",
    "INSERT INTO docs(docs, rank) VALUES('rank', 'bm25(10.0, 5.0)')",
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n < 10) SELECT n FROM c",
    "WITH a AS MATERIALIZED (SELECT 1 x), b AS (SELECT 2 y) SELECT * FROM a JOIN b ON a.x < b.y",
    "SELECT a, row_number() OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c ROWS UNBOUNDED PRECEDING)",
    "SELECT sum(a) FILTER (WHERE b > 0) OVER (ORDER BY c GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t",
    "SELECT json_extract(data, '$.a[0].b'), data->>'$.name', data -> 'x' FROM t",
    "SELECT value FROM t, json_each(t.tags) WHERE json_each.value = 'x'",
    "SELECT json_group_array(json_object('id', id, 'n', name)) FROM users",
    "SELECT * FROM t ORDER BY vector_distance_cos(e, vector32('[1,2]')) LIMIT 3",
    "SELECT id FROM vector_top_k('idx', vector('[1,2,3]'), 5)",
    "CREATE INDEX idx ON movies(libsql_vector_idx(embedding))",
    "SELECT CASE WHEN a IS NOT DISTINCT FROM b THEN 'same' ELSE 'other' END FROM t",
    "SELECT a FROM t NATURAL LEFT JOIN u CROSS JOIN w WHERE a NOT BETWEEN 1 AND 2 OR b GLOB 'x*'",
    "SELECT x'CAFE', 0x1F, 1e-3, .5, 1., 'it''s', \"we\"\"ird\", [odd name], `tick``ed`",
    "SELECT :a, @b, $c, ?, ?12, $d::e",
    "INSERT OR IGNORE INTO t DEFAULT VALUES",
    "REPLACE INTO t VALUES (1, 'a'), (2, 'b')",
    "VALUES (1, 2), (3, 4)",
    "EXPLAIN QUERY PLAN SELECT * FROM t WHERE a = 1",
    "explain select 1",
    "select '日本語', 'emoji 😀', \"größe\" from täble",
    "",
    "   -- nothing\n /* at all */ ;;",
  };

  private static final String[] MENTIONS = {
    "select 'readfile'",
    "select 'readfile(''/etc/passwd'')'",
    "insert into notes values ('call readfile(''x'') and writefile()')",
    "insert into words values ('readfile'), ('fsdir'), ('sqlite_dbpage')",
    "insert into words(a, b) values ('x', 'fsdir')",
    "select * from words where w in ('fsdir', 'lsmode', 'readfile')",
    "select * from words where w = 'fsdir' and v = 'sqlite_dbpage' order by 'fsdir'",
    "select 'fsdir', 'x' || 'fsdir' from t where a like 'fsdir' group by 'fsdir' having 'fsdir' > b",
    "select coalesce(a, 'fsdir'), max('fsdir', b) from t join u on t.a = 'fsdir'",
    "select case a when 'fsdir' then 'fsdir' else 'fsdir' end from t",
    "update t set a = 'fsdir', b = 'pragma_database_list' where c <> 'fsdir'",
    "select 1 -- readfile('x')",
    "select 1 /* attach 'x' as y; readfile('x') */",
    "-- explain query plan pragma x\nselect 1",
    "select readfile_count, \"readfile_count\", my_readfile(1) from t",
    "create table t(readfile_count int, last_writefile text, fsdir_path text)",
    "create table t(id int, readfile text, fsdir text, \"lsmode\" int)",
    "select readfile, t.writefile, t.fsdir, fsdir from t where readfile = 1 and fsdir > 2",
    "insert into t(id, readfile, fsdir) values (1, 2, 3)",
    "update t set readfile = 1, fsdir = 2 where id = 3 returning fsdir, readfile",
    "select a as readfile, b as fsdir from t order by readfile, fsdir",
    "select x.\"fsdir\" from t x group by x.fsdir, x.readfile",
    "alter table t add column fsdir text",
    "alter table t rename column a to fsdir",
    "select detach, attach, \"explain\", pragma from t where attach = 1",
    "create table pragma_settings(attach_count int, explained text)",
    "insert into log(msg) values ('EXPLAIN QUERY PLAN PRAGMA hard_heap_limit=1')",
    "create virtual table f using fts5(readfile_count, note)",
    "select \"attached\", vacuumed from attachments",
    "select 'pragma writable_schema', 'load_extension(1)', 'sha3_query' from t",
    "select 'a\uFEFFb', \"x\uFEFF\" from pragmatic",
    "select key, rekey from secrets",
  };

  private HonestSql() {}

  private static final String[] DESCRIBABLE_PRAGMAS = {
    "PRAGMA foreign_keys",
    "PRAGMA foreign_keys=off",
    "pragma defer_foreign_keys = 1; pragma foreign_keys(0);",
    "pragma table_info(\"users\")",
    "PRAGMA 'table_xinfo' ( users )",
    "pragma foreign_key_list(users)",
  };

  static List<String> all() {
    List<String> all = new ArrayList<>(List.of(STATEMENTS));
    all.addAll(List.of(MENTIONS));
    all.add("insert into t(a, b) values " + "(?, ?), ".repeat(20_000) + "(?, ?)");
    all.add("insert into t values " + "(1, -2.5, 'x' || 'y'), ".repeat(20_000) + "(1, 2, 3)");
    all.add("select * from t where id in (" + "?, ".repeat(30_000) + "?)");
    all.add("select * from t where " + "a = ? or ".repeat(900) + "a = ?");
    all.add("update t set a = case id " + "when ? then ? ".repeat(5_000) + "end where id > 0");
    all.add("insert into notes values ('" + "+1".repeat(50_000) + "')");
    all.add("select 1;\n".repeat(5_000));
    return all;
  }

  /** Those that may be described as well. */
  static List<String> describable() {
    List<String> found = new ArrayList<>(List.of(DESCRIBABLE_PRAGMAS));
    all().stream()
        .filter(sql -> !sql.toLowerCase(java.util.Locale.ROOT).contains("pragma "))
        .forEach(found::add);
    return found;
  }
}
