-- Version 2: providers, and where this run of the sandbox is reached.

CREATE TABLE addresses (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL
) STRICT;

-- When the activity's provider told that the lead has finished there.
ALTER TABLE activities ADD COLUMN confirmed INTEGER;

-- Addresses at a provider, minted for one activity each.
CREATE TABLE handovers (
  token TEXT PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  valid_until INTEGER NOT NULL,
  opened INTEGER,
  created INTEGER NOT NULL
) STRICT;
