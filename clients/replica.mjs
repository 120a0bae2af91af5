// Runs @libsql/client as an embedded replica: LIBSQL_URL, LIBSQL_TOKEN, and LIBSQL_FILE for the local copy.
import assert from "node:assert/strict";
import { createClient } from "@libsql/client";

const remote = { url: process.env.LIBSQL_URL, authToken: process.env.LIBSQL_TOKEN };
const origin = createClient(remote);
await origin.execute("create table if not exists seen (a)");
await origin.execute("delete from seen");
await origin.execute("insert into seen values ('from the origin')");

const replica = createClient({
  url: `file:${process.env.LIBSQL_FILE}`,
  syncUrl: remote.url,
  authToken: remote.authToken,
});

async function syncs() {
  await replica.sync();
  assert.equal((await replica.execute("select a from seen")).rows[0].a, "from the origin");
}

async function writesThrough() {
  await replica.execute("insert into seen values ('from the replica')");
  assert.equal((await origin.execute("select count(*) as n from seen")).rows[0].n, 2);
}

async function readsItsOwnWrite() {
  assert.equal((await replica.execute("select count(*) as n from seen")).rows[0].n, 2);
}

async function rollsBack() {
  const dropped = await replica.transaction("write");
  await dropped.execute("insert into seen values ('never')");
  await dropped.rollback();
  await replica.sync();
  assert.equal((await replica.execute("select count(*) as n from seen")).rows[0].n, 2);
}

for (const run of [syncs, writesThrough, readsItsOwnWrite, rollsBack]) {
  await run();
  console.log(`ok ${run.name}`);
}
replica.close();
origin.close();
