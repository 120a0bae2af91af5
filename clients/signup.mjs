// What an app does after its user has signed up: fetches its connection with the login token, writes into the
// table of its schema and reads.
import assert from "node:assert/strict";
import { createClient } from "@libsql/client";

const exchanged = await fetch(process.env.LIBSQL_URL + "/auth/token", {
  method: "POST",
  headers: { authorization: "Bearer " + process.env.LOGIN_TOKEN },
});
assert.equal(exchanged.status, 200, await exchanged.clone().text());
const { url, authToken, namespace } = await exchanged.json();
console.log("ok exchanged " + namespace);

const client = createClient({ url, authToken, tls: false });
await client.execute({ sql: "insert into notes (text) values (?)", args: ["hello"] });
const read = await client.execute("select text from notes");
assert.equal(read.rows[0].text, "hello");
console.log("ok wrote and read");

const direct = createClient({ url, authToken: process.env.LOGIN_TOKEN, tls: false });
assert.equal((await direct.execute("select count(*) as n from notes")).rows[0].n, 1);
console.log("ok read with the login token itself");
