// Runs Drizzle over @libsql/client: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

const users = sqliteTable("users", { id: integer("id").primaryKey(), name: text("name").notNull() });
const db = drizzle({ connection: { url: process.env.LIBSQL_URL, authToken: process.env.LIBSQL_TOKEN } });

async function queries() {
  await db.run(sql`create table if not exists users (id integer primary key, name text not null)`);
  await db.delete(users);
  await db.insert(users).values([{ name: "Ada" }, { name: "Grace" }]);
  await db.update(users).set({ name: "Ada Lovelace" }).where(eq(users.name, "Ada"));
  assert.deepEqual(
    (await db.select().from(users).orderBy(users.id)).map((user) => user.name),
    ["Ada Lovelace", "Grace"],
  );
}

async function transactions() {
  await assert.rejects(
    db.transaction(async (tx) => {
      await tx.insert(users).values({ name: "nobody" });
      throw new Error("undo");
    }),
    /undo/,
  );
  assert.equal((await db.select().from(users)).length, 2);
}

async function batch() {
  const [, rows] = await db.batch([db.insert(users).values({ name: "Edsger" }), db.select().from(users)]);
  assert.equal(rows.length, 3);
}

for (const run of [queries, transactions, batch]) {
  await run();
  console.log(`ok ${run.name}`);
}
