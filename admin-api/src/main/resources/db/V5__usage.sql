-- What each namespace used in each calendar month (UTC), and of which quotas its owner was told.
CREATE TABLE usage (
  namespace     TEXT NOT NULL,
  month         TEXT NOT NULL,
  rows_read     INTEGER NOT NULL DEFAULT 0,
  rows_written  INTEGER NOT NULL DEFAULT 0,
  storage_bytes INTEGER NOT NULL DEFAULT 0,
  told          INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (namespace, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX usage_of_month ON usage (month);

-- How far the counting of a namespace is: what answers said in all, and what sqld's own sums said
-- when they were looked at. A base that is missing is the first sum that is seen.
CREATE TABLE metering (
  namespace         TEXT NOT NULL PRIMARY KEY,
  counted_read      INTEGER NOT NULL DEFAULT 0,
  counted_written   INTEGER NOT NULL DEFAULT 0,
  base_read         INTEGER,
  base_written      INTEGER,
  last_read         INTEGER NOT NULL DEFAULT 0,
  last_written      INTEGER NOT NULL DEFAULT 0,
  candidate_read    INTEGER NOT NULL DEFAULT 0,
  candidate_written INTEGER NOT NULL DEFAULT 0,
  extra_read        INTEGER NOT NULL DEFAULT 0,
  extra_written     INTEGER NOT NULL DEFAULT 0,
  storage_bytes     INTEGER NOT NULL DEFAULT 0,
  block             TEXT NOT NULL DEFAULT 'NONE'
                    CHECK (block IN ('NONE', 'WRITES', 'READS', 'ALL')),
  is_applied        INTEGER NOT NULL DEFAULT 1 CHECK (is_applied IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX metering_blocked ON metering (namespace) WHERE block <> 'NONE' OR is_applied = 0;

INSERT INTO metering (namespace) SELECT id FROM namespace WHERE state <> 'GONE';

-- A quota of its own: all three are there, or none; -1 is no bound.
ALTER TABLE namespace ADD COLUMN rows_read_max INTEGER;
ALTER TABLE namespace ADD COLUMN rows_written_max INTEGER;
ALTER TABLE namespace ADD COLUMN storage_bytes_max INTEGER;
