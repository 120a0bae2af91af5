-- What operators say of a namespace, its trash, and a version that counts its changes.
DROP INDEX namespace_living;
DROP INDEX namespace_unfinished;
ALTER TABLE namespace RENAME TO namespace_v1;

CREATE TABLE namespace (
  id               TEXT NOT NULL PRIMARY KEY,
  name             TEXT NOT NULL,
  node             TEXT NOT NULL,
  state            TEXT NOT NULL
                   CHECK (state IN ('CREATING', 'ACTIVE', 'SUSPENDED', 'MOVING', 'TRASHED',
                                    'DELETING', 'GONE')),
  owner            TEXT,
  email            TEXT COLLATE NOCASE,
  plan             TEXT,
  is_protected     INTEGER NOT NULL DEFAULT 0 CHECK (is_protected IN (0, 1)),
  per_second_max   INTEGER,
  per_minute_max   INTEGER,
  concurrent_max   INTEGER,
  schema_set       TEXT,
  schema_version   INTEGER NOT NULL DEFAULT 0,
  suspended_reason TEXT,
  trashed_until    INTEGER,
  version          INTEGER NOT NULL DEFAULT 1,
  epoch            INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  CHECK ((per_second_max IS NULL) = (per_minute_max IS NULL)
     AND (per_second_max IS NULL) = (concurrent_max IS NULL)),
  CHECK ((state = 'TRASHED') = (trashed_until IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO namespace (id, name, node, state, owner, email, per_second_max, per_minute_max,
                       concurrent_max, epoch, created_at, updated_at)
SELECT id, name, node, state, owner, email, per_second_max, per_minute_max,
       concurrent_max, epoch, created_at, updated_at
FROM namespace_v1;

DROP TABLE namespace_v1;

-- Each list of namespaces is one of these, read in order.
CREATE UNIQUE INDEX namespace_living ON namespace (name) WHERE state <> 'GONE';
CREATE INDEX namespace_state ON namespace (state, name) WHERE state <> 'GONE';
CREATE INDEX namespace_owner ON namespace (owner, name) WHERE state <> 'GONE';
CREATE INDEX namespace_email ON namespace (email, name) WHERE state <> 'GONE';
CREATE INDEX namespace_plan ON namespace (plan, name) WHERE state <> 'GONE';
CREATE INDEX namespace_schema ON namespace (schema_set, name) WHERE state <> 'GONE';
CREATE INDEX namespace_trash ON namespace (trashed_until) WHERE state = 'TRASHED';

-- Keys to the admin API. The secret itself is nowhere: only its SHA-256.
CREATE TABLE api_key (
  id           TEXT NOT NULL PRIMARY KEY,
  digest       TEXT NOT NULL,
  label        TEXT NOT NULL,
  scopes       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

-- What was changed, by whom, in the order of its happening.
CREATE TABLE audit (
  id      INTEGER NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  label   TEXT NOT NULL,
  action  TEXT NOT NULL,
  target  TEXT NOT NULL,
  outcome TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;

CREATE INDEX audit_target ON audit (target, id);

-- Replies to calls that carried an idempotency key.
CREATE TABLE kept_reply (
  caller       TEXT NOT NULL,
  key          TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  at           INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  headers      TEXT NOT NULL,
  content_type TEXT NOT NULL,
  body         TEXT NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_reply_age ON kept_reply (at);
