// Runs @libsql/client over HTTP or a WebSocket: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { createClient } from "@libsql/client";
import { BLOBS, INTEGERS, TEXTS, run } from "./checks.mjs";

const as = (authToken) =>
  createClient({ url: process.env.LIBSQL_URL, authToken, tls: false, intMode: "bigint" });
const client = as(process.env.LIBSQL_TOKEN);

async function count(table, on = client) {
  return (await on.execute(`select count(*) as n from ${table}`)).rows[0].n;
}

async function echo(value) {
  return (await client.execute({ sql: "select ? as it", args: [value] })).rows[0].it;
}

async function execute() {
  await client.execute("create table things (id integer primary key, name text)");
  const inserted = await client.execute("insert into things (name) values ('one')");
  assert.equal(inserted.rowsAffected, 1);
  assert.equal(inserted.lastInsertRowid, 1n);
  const read = await client.execute("select id, name from things");
  assert.deepEqual(read.columns, ["id", "name"]);
  assert.deepEqual(read.columnTypes, ["INTEGER", "TEXT"]);
  assert.equal(read.rows[0].name, "one");
  assert.equal((await client.execute("update things set name = 'two'")).rowsAffected, 1);
  assert.equal((await client.execute("delete from things returning name")).rows[0].name, "two");
}

async function parameters() {
  const named = { sql: "select :a as a, @b as b, $c as c", args: { a: 1, b: null, c: true } };
  const row = (await client.execute(named)).rows[0];
  assert.deepEqual([row.a, row.b, row.c], [1, null, 1n]);
  assert.equal(await echo(1.5e300), 1.5e300);
  assert.equal(await echo(new Date(5)), 5);
}

async function batch() {
  await client.execute("create table batched (a unique)");
  const results = await client.batch(
    [{ sql: "insert into batched values (?), (?)", args: [1, 2] }, "select count(*) as n from batched"],
    "write",
  );
  assert.equal(results[1].rows[0].n, 2n);
  await assert.rejects(
    client.batch(["insert into batched values (3)", "insert into batched values (3)"], "write"),
    (error) => error.code.startsWith("SQLITE_CONSTRAINT"),
  );
  assert.equal(await count("batched"), 2n);
  assert.equal((await client.batch(["select 1 as one", "select 2 as two"], "read"))[1].rows[0].two, 2n);
}

async function transaction() {
  await client.execute("create table kept (a)");
  const kept = await client.transaction("write");
  await kept.execute("insert into kept values (1)");
  await kept.batch(["insert into kept values (2)", "insert into kept values (3)"]);
  await kept.executeMultiple("insert into kept values (4); insert into kept values (5)");
  assert.equal(await count("kept", kept), 5n);
  await assert.rejects(kept.execute("select * from nowhere"), /no such table/);
  await kept.commit();
  assert.equal(kept.closed, true);
  assert.equal(await count("kept"), 5n);

  const reading = await client.transaction("read");
  assert.equal(await count("kept", reading), 5n);
  reading.close();
}

async function rollback() {
  await client.execute("create table dropped (a)");
  const undone = await client.transaction("write");
  await undone.execute("insert into dropped values (1)");
  await undone.rollback();
  const left = await client.transaction("write");
  await left.execute("insert into dropped values (2)");
  left.close();
  assert.equal(await count("dropped"), 0n);
}

async function migrations() {
  await client.execute("create table parents (id integer primary key)");
  await client.execute("create table children (parent integer references parents (id))");
  await client.execute("insert into parents values (1)");
  await client.execute("insert into children values (1)");
  await client.migrate([
    "create table parents_new (id integer primary key, name text not null default 'none')",
    "insert into parents_new (id) select id from parents",
    "drop table parents",
    "alter table parents_new rename to parents",
    "create index by_name on parents (name)",
  ]);
  assert.equal((await client.execute("select name from parents")).rows[0].name, "none");
  assert.equal(await count("children"), 1n);
}

async function script() {
  await client.executeMultiple(`
    create table notes (x); -- a comment; with a semicolon
    create trigger twice after insert on notes when new.x = 1 begin insert into notes values (2); end;
    insert into notes values (1);`);
  assert.equal(await count("notes"), 2n);
}

async function blobs() {
  for (const blob of BLOBS) {
    assert.deepEqual(new Uint8Array(await echo(blob)), blob);
  }
}

async function integers() {
  for (const integer of INTEGERS) {
    assert.equal(await echo(integer), integer);
  }
}

async function texts() {
  for (const text of TEXTS) {
    assert.equal(await echo(text), text);
  }
}

async function sqlite() {
  await client.executeMultiple("create virtual table found using fts5 (body); insert into found values ('a gate house')");
  assert.equal((await client.execute("select body from found where found match 'house'")).rows.length, 1);
  const json = await client.execute(`select value ->> '$.a' as a from json_each('[{"a":1},{"a":2}]')`);
  assert.deepEqual(json.rows.map((row) => row.a), [1n, 2n]);
  const walk = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) select sum(i) as s from n";
  assert.equal((await client.execute(walk)).rows[0].s, 500500n);
  const columns = await client.execute("pragma table_info (found)");
  assert.equal(columns.rows[0].name, "body");
  assert.ok((await client.execute("explain query plan select * from found")).rows.length > 0);
}

async function errors() {
  await assert.rejects(client.execute("select * from nowhere"), (error) => {
    assert.equal(error.name, "LibsqlError");
    return /no such table: nowhere/.test(error.message);
  });
  await assert.rejects(client.execute("selec 1"), /SQL_PARSE_ERROR|near "selec"/);
  await client.execute("create table once (a unique)");
  await assert.rejects(client.execute("insert into once values (1), (1)"), (error) =>
    error.code.startsWith("SQLITE_CONSTRAINT"),
  );
  await assert.rejects(client.execute("select ?"), /ARGS_INVALID|value for parameter 1 not found/i);
}

async function refusal() {
  const stranger = as("no-token");
  await assert.rejects(stranger.execute("select 1"), (error) => error.name === "LibsqlError");
  stranger.close();
}

async function files() {
  await assert.rejects(client.execute("select readfile('/etc/hostname')"), (error) => error.name === "LibsqlError");
}

async function large() {
  const read = await client.execute("select hex(zeroblob(1000000)) as zeros");
  assert.equal(read.rows[0].zeros.length, 2000000);
  const sent = "x".repeat(1000000);
  assert.equal((await client.execute({ sql: "select length(?) as n", args: [sent] })).rows[0].n, 1000000n);
  const rows = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000) select i from n";
  assert.equal((await client.execute(rows)).rows.length, 10000);
}

async function concurrency() {
  await client.execute("create table busy (a)");
  const writes = Array.from({ length: 50 }, (_, i) => client.execute({ sql: "insert into busy values (?)", args: [i] }));
  await Promise.all(writes);
  assert.equal(await count("busy"), 50n);
}

await run({
  execute,
  parameters,
  batch,
  transaction,
  rollback,
  migrations,
  script,
  blobs,
  integers,
  texts,
  sqlite,
  errors,
  refusal,
  files,
  large,
  concurrency,
});
client.close();
