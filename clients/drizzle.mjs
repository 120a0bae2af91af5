// Runs Drizzle over @libsql/client: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { eq, relations, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { blob, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { BLOBS, TEXTS, run } from "./checks.mjs";

const users = sqliteTable("users", { id: integer("id").primaryKey(), name: text("name").notNull().unique() });
const posts = sqliteTable("posts", {
  id: integer("id").primaryKey(),
  author: integer("author").references(() => users.id),
  title: text("title").notNull(),
});
const values = sqliteTable("some_values", {
  id: integer("id").primaryKey(),
  bytes: blob("bytes", { mode: "buffer" }),
  big: blob("big", { mode: "bigint" }),
  number: real("number"),
  json: text("json", { mode: "json" }),
  at: integer("at", { mode: "timestamp_ms" }),
});
const schema = {
  users,
  posts,
  usersRelations: relations(users, ({ many }) => ({ posts: many(posts) })),
  postsRelations: relations(posts, ({ one }) => ({
    author: one(users, { fields: [posts.author], references: [users.id] }),
  })),
};
const as = (authToken) => drizzle({ connection: { url: process.env.LIBSQL_URL, authToken }, schema });
const db = as(process.env.LIBSQL_TOKEN);

async function migrations() {
  const folder = { migrationsFolder: fileURLToPath(new URL("migrations", import.meta.url)) };
  await migrate(db, folder);
  await migrate(db, folder);
  assert.equal((await db.all(sql`select hash from __drizzle_migrations`)).length, 2);
}

async function execute() {
  await db.insert(users).values([{ name: "Ada" }, { name: "Grace" }]);
  await db.update(users).set({ name: "Ada Lovelace" }).where(eq(users.name, "Ada"));
  assert.deepEqual(
    (await db.select().from(users).orderBy(users.id)).map((user) => user.name),
    ["Ada Lovelace", "Grace"],
  );
  const [gone] = await db.delete(users).where(eq(users.name, "Grace")).returning();
  assert.equal(gone.name, "Grace");
}

async function parameters() {
  const byName = db.select().from(users).where(eq(users.name, sql.placeholder("name"))).prepare();
  assert.equal((await byName.get({ name: "Ada Lovelace" })).id, 1);
}

async function queries() {
  await db.insert(posts).values([{ author: 1, title: "Notes" }, { author: 1, title: "More" }]);
  const [user] = await db.query.users.findMany({ with: { posts: true } });
  assert.deepEqual(user.posts.map((post) => post.title), ["Notes", "More"]);
}

async function batch() {
  const [, rows] = await db.batch([db.insert(users).values({ name: "Edsger" }), db.select().from(users)]);
  assert.equal(rows.length, 2);
}

async function transaction() {
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "Barbara" });
    assert.equal((await tx.select().from(users)).length, 3);
  });
  assert.equal((await db.select().from(users)).length, 3);
}

async function rollback() {
  await assert.rejects(
    db.transaction(async (tx) => {
      await tx.insert(users).values({ name: "nobody" });
      throw new Error("undo");
    }),
    /undo/,
  );
  assert.equal((await db.select().from(users)).length, 3);
}

async function stored(row) {
  const [{ id }] = await db.insert(values).values(row).returning({ id: values.id });
  return db.select().from(values).where(eq(values.id, id)).get();
}

async function blobs() {
  for (const bytes of BLOBS) {
    assert.deepEqual(Buffer.from((await stored({ bytes: Buffer.from(bytes) })).bytes), Buffer.from(bytes));
  }
}

async function integers() {
  for (const big of [2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 90n]) {
    assert.equal((await stored({ big })).big, big);
  }
  assert.equal((await stored({ at: new Date(2 ** 50) })).at.getTime(), 2 ** 50);
}

async function texts() {
  const json = { texts: TEXTS, nested: [1, null, { a: true }] };
  assert.deepEqual((await stored({ json, number: -0.1 })).json, json);
}

async function errors() {
  const message = (error) => `${error.message} ${error.cause?.message}`;
  await assert.rejects(db.run(sql`select * from nowhere`), (e) => /no such table: nowhere/.test(message(e)));
  await assert.rejects(db.insert(users).values({ name: "Edsger" }), (e) =>
    /UNIQUE constraint failed/.test(message(e)),
  );
}

async function refusal() {
  await assert.rejects(as("no-token").select().from(users), (e) => e.cause?.name === "LibsqlError");
}

async function files() {
  await assert.rejects(db.run(sql`select readfile('/etc/hostname')`));
}

await run({
  migrations,
  execute,
  parameters,
  queries,
  batch,
  transaction,
  rollback,
  blobs,
  integers,
  texts,
  errors,
  refusal,
  files,
});
