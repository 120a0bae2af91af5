-- The tokens that Gatehouse made and that may still hold: never the tokens themselves.
CREATE TABLE token (
  id         TEXT NOT NULL PRIMARY KEY,
  namespace  TEXT NOT NULL,
  access     TEXT NOT NULL CHECK (access IN ('ro', 'rw')),
  label      TEXT NOT NULL,
  key_id     TEXT NOT NULL,
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX token_of_namespace ON token (namespace, id);

CREATE INDEX token_by_end ON token (expires_at);

CREATE INDEX token_of_key ON token (key_id, expires_at);

-- The second before which all tokens of a name were taken back. A row outlives its namespace, so
-- that no old token opens the next one of that name. The empty name stands for every name.
CREATE TABLE token_cutoff (
  namespace   TEXT NOT NULL PRIMARY KEY,
  tokens_from INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The keys that sign tokens, the newest last, sealed with the master key.
CREATE TABLE signing_key (
  number     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  sealed     TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The webhooks that were done, until they are too old to be believed again.
CREATE TABLE webhook (
  id      TEXT NOT NULL PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_by_age ON webhook (done_at);
