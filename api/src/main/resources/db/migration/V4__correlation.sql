-- Which events belong to which cases: how far that is known, what belongs to none, and the view of
-- cases with it.

-- Up to which event a log is correlated, and by which rules; other rules begin anew. revision rises
-- with every transaction that changes a link of the log: links change without new events.
CREATE TABLE correlation (
  log_id integer NOT NULL,
  leading_type text COLLATE "C" NOT NULL,
  rules text NOT NULL,
  processed bigint NOT NULL DEFAULT 0,
  revision bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (log_id, leading_type)
);

-- Events of the process that belong to no case as far as is known. Derived like case_link.
-- near_misses: [{"case":"4500000001/10","agrees":[{"what":"purchase order","event":"4500000001",
-- "case":["4500000001"]}],"differs":[…]}], the likeliest first.
CREATE TABLE orphan (
  log_id integer NOT NULL,
  leading_type text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  why text COLLATE "C" NOT NULL,
  near_misses jsonb NOT NULL,
  PRIMARY KEY (log_id, leading_type, number)
);

-- The events of an object in the order of their numbers: a placeholder with too many of them is
-- noticed by its first ones.
DROP INDEX event_object_object;
CREATE INDEX event_object_object ON event_object (
  log_id,
  (CASE WHEN octet_length(type) <= 256 THEN type ELSE long_key(type) END),
  (CASE WHEN octet_length(object_id) <= 256 THEN object_id ELSE long_key(object_id) END),
  number
);

-- A key that is checked row by row takes the log's row from whoever stores events meanwhile. Logs
-- are never deleted.
ALTER TABLE case_link DROP CONSTRAINT case_link_log_id_fkey;
ALTER TABLE dirty_case DROP CONSTRAINT dirty_case_log_id_fkey;

-- As before, and with the events that do not name their case but are linked to it. A link has
-- confidence 1 if, and only if, its event names the case; these events are in the first part.
CREATE OR REPLACE VIEW case_event AS
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
  WHERE NOT o.repeated
  UNION ALL
  SELECT
    l.log_id,
    l.leading_type,
    l.number,
    l.case_id,
    hashtext(l.case_id) & 1023,
    e.activity,
    (extract(epoch FROM e.occurred_at) * 1000000)::bigint,
    e.source,
    e.sequence,
    e.event_id,
    e.resource,
    e.role
  FROM case_link l
  JOIN event e ON e.log_id = l.log_id AND e.number = l.number
  WHERE l.confidence < 1;

GRANT SELECT, INSERT, UPDATE ON correlation TO ${application_role};
GRANT SELECT, INSERT, DELETE ON orphan TO ${application_role};
