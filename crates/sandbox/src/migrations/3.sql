-- Version 3: accounts, their sessions and codes.

ALTER TABLE users ADD COLUMN password_hash TEXT;
ALTER TABLE users ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE sessions ADD COLUMN user_agent TEXT;
ALTER TABLE sessions ADD COLUMN location TEXT;
ALTER TABLE sessions ADD COLUMN last_access INTEGER NOT NULL DEFAULT 0;

-- Codes that were sent to secure a session; several may be valid at the same time.
CREATE TABLE codes (
  id INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON UPDATE CASCADE ON DELETE CASCADE,
  code TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  valid_until INTEGER NOT NULL
) STRICT;
