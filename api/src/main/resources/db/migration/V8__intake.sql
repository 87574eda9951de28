-- Events that programs send, not in a file: their ledger is an import per source, mapping and day (UTC),
-- whose file is the source's name and whose hash is empty.
ALTER TABLE import_run ADD COLUMN day date;
CREATE UNIQUE INDEX import_run_day ON import_run (
  log_id,
  (CASE WHEN octet_length(file) <= 256 THEN file ELSE long_key(file) END),
  (CASE WHEN octet_length(mapping) <= 256 THEN mapping ELSE long_key(mapping) END),
  day
) WHERE day IS NOT NULL;
CREATE INDEX import_run_open_day ON import_run (log_id, day)
  WHERE day IS NOT NULL AND finished_at IS NULL;

-- Records of the quarantine that were taken in later, as they are or corrected. Written in the
-- transaction that stores the event. accepted: false when the event was known already.
CREATE TABLE rejection_replay (
  rejection_id bigint PRIMARY KEY REFERENCES rejection,
  replayed_at timestamptz NOT NULL,
  replayed_by text NOT NULL,
  source text NOT NULL,
  event_id text NOT NULL,
  accepted boolean NOT NULL
);

GRANT SELECT, INSERT ON rejection_replay TO ${application_role};
