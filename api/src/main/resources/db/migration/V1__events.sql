-- Events, objects, imports and quarantine. Run by the owner; the application's role gets what is
-- granted at the end and nothing else.

-- A B-tree entry holds at most 2,704 bytes and a name up to 16,384 characters, so indexes take a long
-- name's first 256 characters and its hash. No short name can equal such a key: it has more bytes.
-- Declared immutable although convert_to is not: the database's encoding never changes.
CREATE FUNCTION long_key(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT left(value, 256) || encode(sha256(convert_to(value, 'UTF8')), 'hex') $$;

CREATE TABLE log (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  header jsonb NOT NULL,
  imported_at timestamptz NOT NULL,
  -- Sums over the committed batches, kept in the same transactions.
  watermark bigint NOT NULL DEFAULT 0,
  events bigint NOT NULL DEFAULT 0,
  quarantined bigint NOT NULL DEFAULT 0,
  first_at timestamptz,
  last_at timestamptz
);
CREATE UNIQUE INDEX log_name ON log
  ((CASE WHEN octet_length(name) <= 256 THEN name ELSE long_key(name) END));

CREATE TABLE import_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log_id integer NOT NULL REFERENCES log,
  file text NOT NULL,
  sha256 text NOT NULL,
  mapping text NOT NULL,
  received bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  duplicate bigint NOT NULL DEFAULT 0,
  quarantined bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT nothing_is_lost CHECK (received = accepted + duplicate + quarantined)
);
CREATE INDEX import_run_log ON import_run (log_id);

-- number counts the events of a log in the order in which they were committed: what has a number up
-- to the log's watermark never changes.
CREATE TABLE event (
  log_id integer NOT NULL REFERENCES log,
  number bigint NOT NULL,
  sequence bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz,
  source text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  activity text COLLATE "C" NOT NULL,
  resource text COLLATE "C",
  role text COLLATE "C",
  attributes jsonb,
  PRIMARY KEY (log_id, number)
);
CREATE UNIQUE INDEX event_id ON event (
  log_id,
  (CASE WHEN octet_length(source) <= 256 THEN source ELSE long_key(source) END),
  (CASE WHEN octet_length(event_id) <= 256 THEN event_id ELSE long_key(event_id) END)
);

-- Which objects an event refers to (E2O). repeated: the event refers to the same object at an earlier
-- position already. Written in the transaction of its event, hence no foreign key to check per row.
CREATE TABLE event_object (
  log_id integer NOT NULL,
  number bigint NOT NULL,
  position integer NOT NULL,
  repeated boolean NOT NULL,
  type text COLLATE "C" NOT NULL,
  object_id text COLLATE "C" NOT NULL,
  qualifier text COLLATE "C",
  PRIMARY KEY (log_id, number, position)
);

CREATE TABLE log_object_type (
  log_id integer NOT NULL REFERENCES log,
  type text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX log_object_type_key ON log_object_type (
  log_id,
  (CASE WHEN octet_length(type) <= 256 THEN type ELSE long_key(type) END)
);

CREATE TABLE object (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log_id integer NOT NULL REFERENCES log,
  type text COLLATE "C" NOT NULL,
  object_id text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX object_key ON object (
  log_id,
  (CASE WHEN octet_length(type) <= 256 THEN type ELSE long_key(type) END),
  (CASE WHEN octet_length(object_id) <= 256 THEN object_id ELSE long_key(object_id) END)
);

-- id is the order of first arrival, for links too.
CREATE TABLE object_attribute (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  object bigint NOT NULL REFERENCES object,
  name text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  value jsonb NOT NULL
);
CREATE UNIQUE INDEX object_attribute_key ON object_attribute (
  object,
  (CASE WHEN octet_length(name) <= 256 THEN name ELSE long_key(name) END),
  since
);

-- What an object refers to itself (O2O).
CREATE TABLE object_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  object bigint NOT NULL REFERENCES object,
  type text COLLATE "C" NOT NULL,
  object_id text COLLATE "C" NOT NULL,
  qualifier text COLLATE "C"
);
CREATE UNIQUE INDEX object_link_key ON object_link (
  object,
  (CASE WHEN octet_length(type) <= 256 THEN type ELSE long_key(type) END),
  (CASE WHEN octet_length(object_id) <= 256 THEN object_id ELSE long_key(object_id) END),
  (CASE WHEN octet_length(qualifier) <= 256 THEN qualifier ELSE long_key(qualifier) END)
) NULLS NOT DISTINCT;

CREATE TABLE rejection (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id bigint NOT NULL REFERENCES import_run,
  code text NOT NULL,
  message text NOT NULL,
  file text NOT NULL,
  line bigint NOT NULL,
  field text,
  raw text NOT NULL
);
CREATE INDEX rejection_import ON rejection (import_id, id);

-- Read by mining over JDBC: each event of each of its cases once. Pick log_id, leading_type and
-- number <= watermark; case_hash cuts into partitions that keep cases whole
-- (case_hash BETWEEN 0 AND 255 and so on, up to 1023).
CREATE VIEW case_event AS
  SELECT
    o.log_id,
    o.type AS leading_type,
    o.number,
    o.object_id AS case_id,
    hashtext(o.object_id) & 1023 AS case_hash,
    e.activity,
    (extract(epoch FROM e.occurred_at) * 1000000)::bigint AS occurred_at_micros,
    e.source,
    e.sequence,
    e.event_id,
    e.resource,
    e.role
  FROM event_object o
  JOIN event e ON e.log_id = o.log_id AND e.number = o.number
  WHERE NOT o.repeated;

-- The attributes of objects, which are case attributes when the object's type leads. value is the
-- attribute as the store keeps it; text is its value as plain text, null for nested ones.
CREATE VIEW case_attribute AS
  SELECT
    o.log_id,
    o.type AS leading_type,
    o.object_id AS case_id,
    hashtext(o.object_id) & 1023 AS case_hash,
    a.name,
    (extract(epoch FROM a.since) * 1000000)::bigint AS since_micros,
    coalesce(a.value ->> 'v', a.value ->> 'real', a.value ->> 'at', a.value ->> 'id') AS text,
    a.value::text AS value
  FROM object o
  JOIN object_attribute a ON a.object = o.id;

GRANT SELECT, INSERT, UPDATE ON log, import_run TO ${application_role};
GRANT SELECT, INSERT ON event, event_object, log_object_type, object, object_link, rejection
  TO ${application_role};
GRANT SELECT, INSERT, UPDATE ON object_attribute TO ${application_role};
GRANT SELECT ON case_event, case_attribute TO ${application_role};
