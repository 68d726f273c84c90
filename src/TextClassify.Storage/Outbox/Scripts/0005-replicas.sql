-- Of a folder that is a replica's: what was recorded here and is not in the shared database yet. Kind 0 is a commit, 1 a label.
CREATE TABLE unsent (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  body BLOB NOT NULL
);

-- One row where the folder is a replica's. The other tables are a copy of the shared database's: of which state of its list (empty: to be
-- read whole), of which epoch, up to which commit and label, and when they were read.
CREATE TABLE replica (
  id TEXT NOT NULL,
  shared TEXT NOT NULL,
  list TEXT NOT NULL DEFAULT '',
  epoch INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_label INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL DEFAULT 0
);

-- Done: no file of the list holds any of it. Everywhere: no replica does.
ALTER TABLE erasures ADD COLUMN everywhere INTEGER;
UPDATE erasures SET everywhere = done;
