// Runs @libsql/client as an embedded replica: LIBSQL_URL, LIBSQL_TOKEN, and LIBSQL_FILE for the local copy.
import assert from "node:assert/strict";
import { createClient } from "@libsql/client";
import { BLOBS, INTEGERS, TEXTS, run } from "./checks.mjs";

const remote = { url: process.env.LIBSQL_URL, authToken: process.env.LIBSQL_TOKEN };
const origin = createClient(remote);
await origin.execute("create table seen (a)");
await origin.execute("insert into seen values ('from the origin')");
const open = (name, more) =>
  createClient({
    url: `file:${process.env.LIBSQL_FILE}-${name}`,
    syncUrl: remote.url,
    authToken: remote.authToken,
    intMode: "bigint",
    ...more,
  });
const replica = open("first");

async function count(table, on = replica) {
  return Number((await on.execute(`select count(*) as n from ${table}`)).rows[0].n);
}

async function sync() {
  await replica.sync();
  assert.equal((await replica.execute("select a from seen")).rows[0].a, "from the origin");
}

async function writesThrough() {
  await replica.execute("insert into seen values ('from the replica')");
  assert.equal(await count("seen", origin), 2);
}

async function readsItsOwnWrite() {
  assert.equal(await count("seen"), 2);
}

async function seesLaterWrites() {
  await origin.execute("insert into seen values ('later')");
  await replica.sync();
  assert.equal(await count("seen"), 3);
}

async function execute() {
  await replica.execute("create table things (id integer primary key, name text)");
  const inserted = await replica.execute({ sql: "insert into things (name) values (?)", args: ["one"] });
  assert.equal(inserted.rowsAffected, 1);
  assert.equal((await replica.execute("select name from things")).rows[0].name, "one");
}

async function batch() {
  await replica.batch(["create table batched (a)", "insert into batched values (1), (2)"], "write");
  assert.equal(await count("batched"), 2);
}

async function transaction() {
  const kept = await replica.transaction("write");
  await kept.execute("insert into things (name) values ('two')");
  assert.equal(await count("things", kept), 2);
  await kept.commit();
  await replica.sync();
  assert.equal(await count("things"), 2);
}

async function rollback() {
  const dropped = await replica.transaction("write");
  await dropped.execute("insert into things (name) values ('never')");
  await dropped.rollback();
  await replica.sync();
  assert.equal(await count("things"), 2);
}

async function migrations() {
  await replica.migrate(["alter table things add column kind text default 'none'", "create index kinds on things (kind)"]);
  assert.equal((await replica.execute("select kind from things")).rows[0].kind, "none");
}

async function values(all) {
  await replica.execute("drop table if exists some_values");
  await replica.execute("create table some_values (it)");
  for (const it of all) {
    await replica.execute({ sql: "insert into some_values values (?)", args: [it] });
  }
  await replica.sync();
  return (await replica.execute("select it from some_values order by rowid")).rows.map((row) => row.it);
}

async function blobs() {
  assert.deepEqual((await values(BLOBS)).map((blob) => new Uint8Array(blob)), BLOBS);
}

async function integers() {
  assert.deepEqual(await values(INTEGERS), INTEGERS);
}

async function texts() {
  assert.deepEqual(await values(TEXTS), TEXTS);
}

async function errors() {
  await assert.rejects(replica.execute("insert into nowhere values (1)"), /no such table/);
  await assert.rejects(replica.execute("insert into things (id) values (1)"), /UNIQUE constraint failed/);
}

async function startsOverFromNothing() {
  const second = open("second");
  await second.sync();
  assert.equal(await count("things", second), 2);
  second.close();
}

async function refusal() {
  const stranger = open("stranger", { authToken: "no-token" });
  await assert.rejects(stranger.sync());
  stranger.close();
}

async function files() {
  await assert.rejects(replica.execute("insert into things (name) values (hex(readfile('/etc/hostname')))"));
}

await run({
  sync,
  writesThrough,
  readsItsOwnWrite,
  seesLaterWrites,
  execute,
  batch,
  transaction,
  rollback,
  migrations,
  blobs,
  integers,
  texts,
  errors,
  startsOverFromNothing,
  refusal,
  files,
});
replica.close();
origin.close();
