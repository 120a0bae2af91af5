-- A row outlives its namespace as GONE: an id is never used twice, a name may be taken again.
CREATE TABLE namespace (
  id             TEXT NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  node           TEXT NOT NULL,
  state          TEXT NOT NULL
                 CHECK (state IN ('CREATING', 'ACTIVE', 'SUSPENDED', 'MOVING', 'DELETING', 'GONE')),
  owner          TEXT,
  email          TEXT,
  per_second_max INTEGER,
  per_minute_max INTEGER,
  concurrent_max INTEGER,
  epoch          INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  CHECK ((per_second_max IS NULL) = (per_minute_max IS NULL)
     AND (per_second_max IS NULL) = (concurrent_max IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX namespace_living ON namespace (name) WHERE state <> 'GONE';

CREATE INDEX namespace_unfinished ON namespace (state) WHERE state IN ('CREATING', 'DELETING');
