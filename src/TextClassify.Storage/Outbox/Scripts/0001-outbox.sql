-- What was committed and is in no file yet: one row a commit.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  first_row INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  body BLOB NOT NULL
);

-- The files that hold predictions. What is in the folder and not here is left over from a crash.
CREATE TABLE files (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  rows INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  min_id TEXT NOT NULL,
  max_id TEXT NOT NULL,
  min_at INTEGER NOT NULL,
  max_at INTEGER NOT NULL,
  evidence INTEGER NOT NULL
);

CREATE TABLE models (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (name, version)
);

-- seq is new with every change, so that a reader takes what changed since it looked.
CREATE TABLE feedback (
  id TEXT NOT NULL,
  item INTEGER NOT NULL,
  source TEXT NOT NULL,
  label TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, item, source)
);
CREATE INDEX feedback_seq ON feedback (seq);
