-- What people proposed and decided, what was sent to other systems, and the trail of all of it.
-- Proposals, decisions, completions, reasons and the trail are append-only for the service.

-- The terms of a proposal go with each of its decisions (the second key), so that the database itself
-- knows who may not decide and how many must.
CREATE TABLE proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id bigint NOT NULL REFERENCES finding,
  finding_version bigint NOT NULL,
  action text NOT NULL CHECK (action <> ''),
  comment text,
  exposure_minor bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  approvals_needed integer NOT NULL CHECK (approvals_needed BETWEEN 1 AND 2),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  UNIQUE (id, proposed_by, approvals_needed),
  UNIQUE (finding_id, finding_version)
);

-- One person's yes or no. Nobody decides on what they proposed; nobody decides twice; the second
-- decision follows a first; a proposal is settled once, by a no or by as many as it needs.
CREATE TABLE decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id bigint NOT NULL,
  proposed_by text NOT NULL,
  approvals_needed integer NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  previous integer GENERATED ALWAYS AS (nullif(ordinal - 1, 0)) STORED,
  verdict text COLLATE "C" NOT NULL CHECK (verdict IN ('APPROVED', 'REJECTED')),
  settles boolean NOT NULL,
  decided_by text NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  decided_at timestamptz NOT NULL,
  comment text,
  reason text COLLATE "C",
  UNIQUE (proposal_id, ordinal),
  FOREIGN KEY (proposal_id, proposed_by, approvals_needed)
    REFERENCES proposal (id, proposed_by, approvals_needed),
  FOREIGN KEY (proposal_id, previous) REFERENCES decision (proposal_id, ordinal),
  CONSTRAINT decision_not_by_proposer CHECK (lower(decided_by) <> lower(proposed_by)),
  CONSTRAINT decision_settles CHECK (
    settles = (verdict = 'REJECTED' OR ordinal >= approvals_needed))
);
CREATE UNIQUE INDEX decision_once_each ON decision (proposal_id, lower(decided_by));
CREATE UNIQUE INDEX decision_settles_once ON decision (proposal_id) WHERE settles;

-- Whether an approved action was carried out.
CREATE TABLE completion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id bigint NOT NULL UNIQUE REFERENCES proposal,
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('DONE', 'FAILED')),
  completed_by text NOT NULL,
  completed_at timestamptz NOT NULL,
  comment text
);

-- The cause of a discrepancy as a person confirmed or corrected it; the latest row of a finding holds.
-- Triage learns from it (docs/explanation/decisions-and-audit.md says how to read it).
CREATE TABLE confirmed_reason (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id bigint NOT NULL REFERENCES finding,
  finding_version bigint NOT NULL,
  reason text COLLATE "C" NOT NULL,
  confirmed_by text NOT NULL,
  confirmed_at timestamptz NOT NULL
);
CREATE INDEX confirmed_reason_finding ON confirmed_reason (finding_id, id);

-- For training: the one reason that holds for each finding that has any.
CREATE VIEW finding_label AS
  SELECT DISTINCT ON (finding_id) finding_id, finding_version, reason, confirmed_by, confirmed_at
  FROM confirmed_reason
  ORDER BY finding_id, id DESC;

-- Answers of calls that must not take effect twice, kept in the transaction of the effect.
CREATE TABLE idempotent_call (
  principal text COLLATE "C" NOT NULL,
  operation text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  fingerprint bytea NOT NULL,
  answer text,
  called_at timestamptz NOT NULL,
  PRIMARY KEY (principal, operation, key)
);
CREATE INDEX idempotent_call_called_at ON idempotent_call (called_at);

-- The audit trail: entry is canonical JSON (RFC 8785), hash = SHA-256(hash before || entry), the
-- first hash before is 32 zero bytes. Numbers have no gaps, from 0.
CREATE TABLE audit_entry (
  number bigint PRIMARY KEY CHECK (number >= 0),
  entry text COLLATE "C" NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

-- Appends and returns the number. Whoever appends waits for whoever appended before to commit or roll
-- back, so the chain has one order; append late in a transaction. The lock's number means nothing.
CREATE FUNCTION append_audit_entry(new_entry text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_number bigint;
  last_hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(7421096358);
  SELECT number, hash INTO last_number, last_hash FROM audit_entry ORDER BY number DESC LIMIT 1;
  INSERT INTO audit_entry (number, entry, hash) VALUES (
    coalesce(last_number + 1, 0),
    new_entry,
    sha256(coalesce(last_hash, decode(repeat('00', 32), 'hex')) || convert_to(new_entry, 'UTF8')));
  RETURN coalesce(last_number + 1, 0);
END $$;

-- Messages to other systems, written in the transaction of what they tell; body is sent as it is.
CREATE TABLE outbox_message (
  id text COLLATE "C" PRIMARY KEY,
  type text COLLATE "C" NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL
);

-- One message to one receiver. Due when state is PENDING and due_at is past.
CREATE TABLE webhook_delivery (
  message_id text COLLATE "C" NOT NULL REFERENCES outbox_message,
  url text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'PENDING'
    CHECK (state IN ('PENDING', 'DELIVERED', 'GIVEN_UP', 'DISABLED')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  finished_at timestamptz,
  last_error text,
  PRIMARY KEY (message_id, url)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'PENDING';

-- Receivers that answered 410 Gone; nothing is sent to them until somebody removes the row.
CREATE TABLE webhook_disabled (
  url text COLLATE "C" PRIMARY KEY,
  disabled_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON proposal, decision, completion, confirmed_reason, audit_entry, outbox_message
  TO ${application_role};
GRANT SELECT ON finding_label TO ${application_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotent_call TO ${application_role};
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO ${application_role};
GRANT SELECT, INSERT, DELETE ON webhook_disabled TO ${application_role};
