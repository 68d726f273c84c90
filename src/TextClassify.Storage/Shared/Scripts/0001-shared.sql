-- One row. Who sends holds it, so numbers are given in the order of commits. List is another one whenever the tables of files or what they
-- hold was changed; the epoch counts how often predictions were taken away.
CREATE TABLE state (
  id UUID NOT NULL,
  list UUID NOT NULL,
  epoch BIGINT NOT NULL,
  next_seq BIGINT NOT NULL,
  next_row BIGINT NOT NULL,
  next_label BIGINT NOT NULL,
  sealed BIGINT NOT NULL,
  hash_key BYTEA
);
INSERT INTO state VALUES (gen_random_uuid(), gen_random_uuid(), 0, 1, 1, 1, 0, NULL);

-- Who keeps a copy, up to which of its own entries it has sent, and up to which erasure its copy holds nothing any more.
CREATE TABLE replicas (
  id UUID PRIMARY KEY,
  sent BIGINT NOT NULL,
  erased BIGINT NOT NULL,
  seen BIGINT NOT NULL
);

-- Numbers of files, a block for each round of sealing. A round that failed has files in its folder, so its block never comes again.
CREATE SEQUENCE file_numbers INCREMENT 4096 START 4096;

CREATE TABLE outbox (
  seq BIGINT PRIMARY KEY,
  first_row BIGINT NOT NULL,
  rows INTEGER NOT NULL,
  body BYTEA NOT NULL
);

CREATE TABLE files (
  number BIGINT PRIMARY KEY,
  rows BIGINT NOT NULL,
  last_row BIGINT NOT NULL,
  min_id TEXT NOT NULL,
  max_id TEXT NOT NULL,
  min_at BIGINT NOT NULL,
  max_at BIGINT NOT NULL,
  evidence BOOLEAN NOT NULL,
  rollups INTEGER
);

CREATE TABLE sum_groups (
  number BIGINT PRIMARY KEY,
  level INTEGER NOT NULL,
  members TEXT NOT NULL,
  min_at BIGINT NOT NULL,
  max_at BIGINT NOT NULL,
  rollups INTEGER NOT NULL
);

-- The files of both, in parts that fit in memory. They are packed already.
CREATE TABLE file_parts (
  name TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (name, part)
);
ALTER TABLE file_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE models (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (name, version)
);

CREATE TABLE feedback (
  id UUID NOT NULL,
  item INTEGER NOT NULL,
  source TEXT NOT NULL,
  label TEXT NOT NULL,
  at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (id, item, source)
);
CREATE INDEX feedback_seq ON feedback (seq);

-- Rewritten: when no file of the list held any of it. Done: when no replica did; then the hash is empty.
CREATE TABLE erasures (
  number BIGINT PRIMARY KEY,
  kind INTEGER NOT NULL,
  hash BYTEA NOT NULL,
  past_row BIGINT NOT NULL,
  at BIGINT NOT NULL,
  rewritten BIGINT,
  done BIGINT
);
