-- What must not be shown any more: predictions below a row, by the keyed hash of their caller or text. The files hold them until done.
CREATE TABLE erasures (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  hash BLOB NOT NULL,
  past_row INTEGER NOT NULL,
  at INTEGER NOT NULL,
  done INTEGER
);
