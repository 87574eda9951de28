-- From events of several systems to findings: what links an event to a case, which cases have to be
-- looked at again, what was found, and what was advised. More columns and tables of each part follow
-- in its own migration.

-- Finds the events of a document: correlation and the page of a case need it.
CREATE INDEX event_object_object ON event_object (
  log_id,
  (CASE WHEN octet_length(type) <= 256 THEN type ELSE long_key(type) END),
  (CASE WHEN octet_length(object_id) <= 256 THEN object_id ELSE long_key(object_id) END)
);

-- Which case an event belongs to, and why. Derived from the events: rows may be replaced when later
-- events say more. keys: the objects that linked it, [{"type":"purchase order","id":"4500000001"}].
CREATE TABLE case_link (
  log_id integer NOT NULL REFERENCES log,
  leading_type text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  rule text COLLATE "C" NOT NULL,
  keys jsonb NOT NULL,
  confidence double precision NOT NULL CHECK (confidence > 0 AND confidence <= 1),
  PRIMARY KEY (log_id, leading_type, number, case_id)
);
CREATE INDEX case_link_case ON case_link (log_id, leading_type, case_id, number);

-- Cases whose links or events changed since they were last looked at, or whose time has come. Whoever
-- looks removes the row if its revision is still the one that was read.
CREATE TABLE dirty_case (
  log_id integer NOT NULL REFERENCES log,
  leading_type text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  revision bigint NOT NULL DEFAULT 1,
  marked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (log_id, leading_type, case_id)
);

-- One discrepancy of one type in one case. opened_at and closed_at are times of the business, not of
-- this service. facts: {"name": 12.5 | "text" | true | {"at": "2026-03-01T10:00:00Z"}}.
-- evidence: [{"source": "erp", "event": "4711"}].
CREATE TABLE finding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log_id integer NOT NULL REFERENCES log,
  process text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  exposure_minor bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  owner_role text COLLATE "C" NOT NULL,
  site text COLLATE "C",
  supplier text COLLATE "C",
  opened_at timestamptz NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  facts jsonb NOT NULL,
  evidence jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  UNIQUE (log_id, process, type, case_id),
  CHECK ((closed_at IS NULL) = (state NOT IN ('DONE', 'RESOLVED')))
);
CREATE INDEX finding_open ON finding (state, opened_at);
CREATE INDEX finding_case ON finding (log_id, case_id);

-- Every change of state or exposure, in times of the business: ageing as of a past day reads the last
-- change up to it.
CREATE TABLE finding_change (
  finding_id bigint NOT NULL REFERENCES finding,
  version bigint NOT NULL,
  at timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL,
  exposure_minor bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  PRIMARY KEY (finding_id, version)
);

-- What the rules or a model recommended, apart from what people decide; never changed.
-- reasons: [{"reason": "RECEIPT_NOT_POSTED", "probability": 0.93}], most likely first.
CREATE TABLE advice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id bigint NOT NULL REFERENCES finding,
  finding_version bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  reason text COLLATE "C" NOT NULL,
  reasons jsonb NOT NULL,
  risk double precision NOT NULL CHECK (risk >= 0 AND risk <= 1),
  priority integer NOT NULL,
  action text COLLATE "C" NOT NULL,
  summary text NOT NULL,
  summary_by text COLLATE "C" NOT NULL,
  advised_by text COLLATE "C" NOT NULL,
  influences jsonb NOT NULL
);
CREATE INDEX advice_finding ON advice (finding_id, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON case_link, dirty_case TO ${application_role};
GRANT SELECT, INSERT, UPDATE ON finding TO ${application_role};
GRANT SELECT, INSERT ON finding_change, advice TO ${application_role};
