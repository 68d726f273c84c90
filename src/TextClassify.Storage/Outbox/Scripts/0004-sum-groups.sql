-- Sums over those of several files, whose numbers are members, in order, with commas between. Rollups is 0 once one of them is gone.
CREATE TABLE sum_groups (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  level INTEGER NOT NULL,
  members TEXT NOT NULL,
  min_at INTEGER NOT NULL,
  max_at INTEGER NOT NULL,
  rollups INTEGER NOT NULL
);

-- Sums of an earlier program have another form, and are made anew.
UPDATE files SET rollups = NULL;
