// Runs @tursodatabase/serverless: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { connect } from "@tursodatabase/serverless";
import { BLOBS, INTEGERS, TEXTS, run } from "./checks.mjs";

const as = (authToken) => connect({ url: process.env.LIBSQL_URL, authToken });
const db = as(process.env.LIBSQL_TOKEN);

async function count(table) {
  return (await db.get(`select count(*) as n from ${table}`)).n;
}

async function execute() {
  await db.exec("create table things (id integer primary key, name text)");
  const inserted = await db.run("insert into things (name) values (?), (?)", ["one", "two"]);
  assert.equal(inserted.changes, 2);
  assert.equal(Number(inserted.lastInsertRowid), 2);
  assert.deepEqual((await db.all("select name from things order by id")).map((row) => row.name), ["one", "two"]);
}

async function parameters() {
  const statement = await db.prepare("select id, name from things where id > ? order by id");
  assert.deepEqual((await statement.all([1])).map((row) => [row.id, row.name]), [[2, "two"]]);
  assert.deepEqual(statement.columns().map((column) => column.name), ["id", "name"]);
  assert.deepEqual(await statement.raw().get([0]), [1, "one"]);
  const seen = [];
  for await (const row of (await db.prepare("select :a as a union select :b")).iterate({ a: 1, b: 2 })) {
    seen.push(row.a);
  }
  assert.deepEqual(seen, [1, 2]);
}

async function batch() {
  await db.batch(["create table batched (a unique)", { sql: "insert into batched values (?)", args: [1] }]);
  await assert.rejects(
    db.batch(["insert into batched values (2)", "insert into batched values (2)"], "write"),
    /UNIQUE constraint failed/,
  );
  assert.equal(await count("batched"), 1);
}

async function transaction() {
  await db.exec("create table kept (a)");
  const insert = db.transactionAsync(async (tx, ...values) => {
    for (const value of values) {
      await tx.run("insert into kept values (?)", [value]);
    }
    return (await tx.get("select count(*) as n from kept")).n;
  });
  assert.equal(await insert(1, 2), 2);
  assert.equal(await insert.immediate(3), 3);
  assert.equal(await count("kept"), 3);
}

async function rollback() {
  await db.exec("create table dropped (a)");
  const fail = db.transactionAsync(async (tx) => {
    await tx.run("insert into dropped values (1)");
    throw new Error("undo");
  });
  await assert.rejects(fail(), /undo/);
  assert.equal(await count("dropped"), 0);
}

async function migrations() {
  await db.exec(`
    create table people (id integer primary key);
    alter table people add column name text not null default 'none';
    create index people_by_name on people (name);
    create view named as select name from people;
    insert into people default values;`);
  assert.equal((await db.get("select name from named")).name, "none");
}

async function pragmas() {
  const columns = await db.pragma("table_info(people)");
  assert.deepEqual(columns.rows.map((row) => row.name), ["id", "name"]);
}

async function preparedPragmas() {
  const statement = await db.prepare("pragma table_info(people)");
  assert.deepEqual((await statement.all()).map((row) => row.name), ["id", "name"]);
}

async function blobs() {
  for (const blob of BLOBS) {
    assert.deepEqual(new Uint8Array((await db.get("select ? as it", [blob])).it), blob);
  }
}

async function integers() {
  const exact = as(process.env.LIBSQL_TOKEN);
  exact.defaultSafeIntegers(true);
  for (const integer of INTEGERS) {
    assert.equal((await exact.get("select ? as it", [integer])).it, integer);
  }
  await exact.close();
}

async function texts() {
  for (const text of TEXTS) {
    assert.equal((await db.get("select ? as it", [text])).it, text);
  }
}

async function errors() {
  await assert.rejects(async () => (await db.prepare("select * from nowhere")).all(), /no such table: nowhere/);
  await assert.rejects(db.exec("selec 1"), /selec/);
  await db.exec("create table once (a unique)");
  await assert.rejects(db.run("insert into once values (1), (1)"), /UNIQUE constraint failed/);
}

async function refusal() {
  await assert.rejects(as("no-token").exec("select 1"), /401|JWT|token/);
}

async function files() {
  await assert.rejects(db.get("select readfile('/etc/hostname')"));
}

async function large() {
  assert.equal((await db.get("select hex(zeroblob(1000000)) as zeros")).zeros.length, 2000000);
  const rows = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000) select i from n";
  assert.equal((await db.all(rows)).length, 10000);
}

await run({
  execute,
  parameters,
  batch,
  transaction,
  rollback,
  migrations,
  pragmas,
  preparedPragmas,
  blobs,
  integers,
  texts,
  errors,
  refusal,
  files,
  large,
});
await db.close();
