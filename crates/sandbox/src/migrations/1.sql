-- Version 1. Moments are milliseconds since 1970; documents are JSON text in the contract's spelling.

CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

CREATE TABLE workspaces (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  session TEXT CHECK (session IN ('cookie', 'token')),
  document TEXT NOT NULL
) STRICT;

CREATE TABLE funnels (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE data_points (
  workspace_id INTEGER NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  currency TEXT,
  PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  email TEXT NOT NULL COLLATE NOCASE,
  firstname TEXT NOT NULL,
  lastname TEXT NOT NULL,
  phone TEXT,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  UNIQUE (workspace_id, email)
) STRICT;

CREATE TABLE journeys (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  funnel_id INTEGER NOT NULL REFERENCES funnels (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('InProgress', 'Completed', 'Cancelled')),
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE stages (
  journey_id INTEGER NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Blocked', 'InProgress', 'Completed')),
  PRIMARY KEY (journey_id, id)
) STRICT;

CREATE TABLE activities (
  id INTEGER PRIMARY KEY,
  journey_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id),
  document TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Blocked', 'InProgress', 'Completed')),
  awaiting_result INTEGER NOT NULL DEFAULT 0,
  completes_at INTEGER,
  due INTEGER,
  draft TEXT,
  draft_changed INTEGER,
  completion TEXT,
  completed INTEGER,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  FOREIGN KEY (journey_id, stage_id) REFERENCES stages (journey_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX activities_of_a_journey ON activities (journey_id, stage_id);

CREATE TABLE journey_data (
  journey_id INTEGER NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
  data_point_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (journey_id, data_point_id)
) STRICT;

CREATE TABLE links (
  uuid TEXT PRIMARY KEY,
  journey_id INTEGER NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  redirect_url TEXT,
  valid_until INTEGER NOT NULL,
  used INTEGER,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  by_cookie INTEGER NOT NULL,
  link_uuid TEXT NOT NULL REFERENCES links (uuid) ON DELETE CASCADE,
  expires INTEGER NOT NULL,
  secured_until INTEGER,
  created INTEGER NOT NULL
) STRICT;

-- One row per idempotency key that led to a completion: what was asked, and the answer to give again.
CREATE TABLE completions (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  idempotency_key TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (user_id, idempotency_key)
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE document_pieces (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (document_id, start)
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sent INTEGER NOT NULL,
  channel TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  url TEXT
) STRICT;
