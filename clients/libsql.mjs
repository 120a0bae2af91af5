// Runs @libsql/client over HTTP or a WebSocket: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { createClient } from "@libsql/client";

const client = createClient({
  url: process.env.LIBSQL_URL,
  authToken: process.env.LIBSQL_TOKEN,
  tls: false,
  intMode: "bigint",
});

async function statements() {
  await client.execute("create table if not exists things (id integer primary key, name text, data blob)");
  await client.execute("delete from things");
  const inserted = await client.execute({
    sql: "insert into things (name, data) values (?, ?)",
    args: ["öne", new Uint8Array([0, 1, 255])],
  });
  assert.equal(inserted.rowsAffected, 1);
  const read = await client.execute("select name, data, 9223372036854775807 as big from things");
  assert.equal(read.rows[0].name, "öne");
  assert.deepEqual(new Uint8Array(read.rows[0].data), new Uint8Array([0, 1, 255]));
  assert.equal(read.rows[0].big, 9223372036854775807n);
}

async function batch() {
  const results = await client.batch(
    ["insert into things (name) values ('two')", "select count(*) as n from things"],
    "write",
  );
  assert.equal(results[1].rows[0].n, 2n);
}

async function transactions() {
  const kept = await client.transaction("write");
  await kept.execute("insert into things (name) values ('three')");
  const inside = await kept.execute("select count(*) as n from things");
  assert.equal(inside.rows[0].n, 3n);
  await kept.commit();

  const dropped = await client.transaction("write");
  await dropped.execute("insert into things (name) values ('four')");
  await dropped.rollback();

  const after = await client.execute("select count(*) as n from things");
  assert.equal(after.rows[0].n, 3n);
}

async function script() {
  await client.executeMultiple("create table if not exists notes (x); delete from notes; insert into notes values (1);");
  assert.equal((await client.execute("select x from notes")).rows[0].x, 1n);
}

async function errors() {
  await assert.rejects(client.execute("select * from nowhere"), /no such table/);
  await assert.rejects(client.execute("insert into things (id) values (1), (1)"), (error) =>
    error.code.startsWith("SQLITE_CONSTRAINT"),
  );
}

async function large() {
  const read = await client.execute("select hex(zeroblob(1000000)) as zeros");
  assert.equal(read.rows[0].zeros.length, 2000000);
}

for (const run of [statements, batch, transactions, script, errors, large]) {
  await run();
  console.log(`ok ${run.name}`);
}
client.close();
