// Uses a quota up with @libsql/client: LIBSQL_URL and LIBSQL_TOKEN say where and as whom.
import { createClient } from "@libsql/client";
import { setTimeout } from "node:timers/promises";

const client = createClient({
  url: process.env.LIBSQL_URL,
  authToken: process.env.LIBSQL_TOKEN,
  tls: false,
});

async function outcome(sql) {
  try {
    await client.execute(sql);
    return "ok";
  } catch (e) {
    return `${e.code} ${e.message}`;
  }
}

async function until(wanted, sql) {
  let last = "";
  for (let tries = 0; tries < 1000 && !last.startsWith(wanted); tries++) {
    last = await outcome(sql);
    await setTimeout(10);
  }
  return last;
}

const wanted = process.argv[2];
console.log("read", await until(wanted === "BLOCKED_READS" ? "BLOCKED" : "ok", "select 1"));
console.log("write", await until(wanted === "ok" ? "ok" : "BLOCKED", "insert into t values (1)"));
client.close();
