// Runs @tursodatabase/serverless: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { connect } from "@tursodatabase/serverless";

const db = connect({ url: process.env.LIBSQL_URL, authToken: process.env.LIBSQL_TOKEN });

async function batch() {
  await db.batch([
    "create table if not exists cursors (a, b)",
    "delete from cursors",
    "insert into cursors values (1, 'one'), (2, 'two')",
  ]);
}

async function statements() {
  const statement = await db.prepare("select a, b from cursors where a > ? order by a");
  assert.deepEqual(
    (await statement.all([0])).map((row) => [row.a, row.b]),
    [[1, "one"], [2, "two"]],
  );
}

async function errors() {
  await assert.rejects(async () => (await db.prepare("select * from nowhere")).all(), /no such table/);
}

for (const run of [batch, statements, errors]) {
  await run();
  console.log(`ok ${run.name}`);
}
