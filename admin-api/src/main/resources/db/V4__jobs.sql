-- The application of a schema set to all namespaces that follow it, and how far it is.
CREATE TABLE job (
  id           TEXT NOT NULL PRIMARY KEY,
  schema_set   TEXT NOT NULL,
  version      INTEGER NOT NULL,
  is_dry_run   INTEGER NOT NULL CHECK (is_dry_run IN (0, 1)),
  parallel_max INTEGER NOT NULL,
  failures_max INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'STOPPED', 'DONE')),
  message      TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX job_age ON job (created_at);

CREATE TABLE job_item (
  job       TEXT NOT NULL REFERENCES job (id),
  namespace TEXT NOT NULL,
  name      TEXT NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('PENDING', 'DONE', 'FAILED', 'SKIPPED')),
  message   TEXT NOT NULL,
  PRIMARY KEY (job, namespace)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_item_state ON job_item (job, state, name);
