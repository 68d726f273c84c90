-- What is added up of a file: null before that was tried, else the sum of 1 predictions, 2 tokens, 4 tokens by cohort.
ALTER TABLE files ADD COLUMN rollups INTEGER;

-- The epoch counts how often predictions were taken away; who has read some begins anew.
CREATE TABLE state (epoch INTEGER NOT NULL);
INSERT INTO state (epoch) VALUES (0);
