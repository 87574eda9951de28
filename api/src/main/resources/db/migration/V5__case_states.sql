-- What packs say of cases, and which cases are being looked at.

-- The cases of the evaluation that runs now. revision: of the mark that was read, see dirty_case.
CREATE TABLE case_batch (
  log_id integer NOT NULL REFERENCES log,
  leading_type text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (log_id, leading_type, case_id)
);

-- pack: the hash of the pack that was evaluated; another one means that all cases are looked at anew.
-- next_due_at: when the case has to be looked at again although nothing happens.
CREATE TABLE case_state (
  log_id integer NOT NULL REFERENCES log,
  process text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  pack text COLLATE "C" NOT NULL,
  last_event_at timestamptz NOT NULL,
  next_due_at timestamptz,
  facts jsonb NOT NULL,
  PRIMARY KEY (log_id, process, case_id)
);
CREATE INDEX case_state_due ON case_state (process, next_due_at) WHERE next_due_at IS NOT NULL;

-- One KPI in one case. from_at: since when the case is under way, null when the KPI does not say;
-- to_at: when it was over, null while it is open; met: whether it is as it should be.
CREATE TABLE case_measure (
  log_id integer NOT NULL REFERENCES log,
  process text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  kpi text COLLATE "C" NOT NULL,
  from_at timestamptz,
  to_at timestamptz,
  met boolean,
  PRIMARY KEY (log_id, process, case_id, kpi)
);
CREATE INDEX case_measure_kpi ON case_measure (process, kpi, to_at);

-- The events of the batch, one row per event and case. Attributes and objects are texts by name; of
-- several objects of one type the first counts.
CREATE VIEW case_batch_event AS
  SELECT
    b.case_id,
    hashtext(b.case_id) & 1023 AS case_hash,
    e.activity,
    (extract(epoch FROM e.occurred_at) * 1000000)::bigint AS occurred_at_micros,
    e.source,
    e.sequence,
    e.event_id,
    e.resource,
    k.confidence AS link_confidence,
    (SELECT jsonb_object_agg(a.value ->> 'k', a.text)::text
       FROM (SELECT value, coalesce(value ->> 'v', value ->> 'real', value ->> 'at', value ->> 'id')
               AS text FROM jsonb_array_elements(e.attributes)) a
       WHERE a.text IS NOT NULL) AS attributes,
    (SELECT jsonb_object_agg(o.type, o.object_id)::text
       FROM (SELECT DISTINCT ON (type) type, object_id FROM event_object
               WHERE log_id = e.log_id AND number = e.number ORDER BY type, position) o) AS objects
  FROM case_batch b
  JOIN case_link k
    ON k.log_id = b.log_id AND k.leading_type = b.leading_type AND k.case_id = b.case_id
  JOIN event e ON e.log_id = k.log_id AND e.number = k.number;

GRANT SELECT, INSERT, UPDATE, DELETE ON case_batch, case_state, case_measure
  TO ${application_role};
GRANT SELECT ON case_batch_event TO ${application_role};
