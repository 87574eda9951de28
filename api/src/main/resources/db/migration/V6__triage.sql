-- What advice rests on, and what a language model made of it.

-- finding_version of advice is the finding's version after the advice was stored: a higher one means
-- that the finding changed since. facts and evidence are the finding's, as they were looked at:
-- training must not learn from what came later.
ALTER TABLE advice
  ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN evidence jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN requested_by text COLLATE "C";

-- One attempt of a language model on one advice. text is null when the model's text may not be shown;
-- objection says why, and outcome in one word.
CREATE TABLE advice_summary (
  advice_id bigint PRIMARY KEY REFERENCES advice,
  at timestamptz NOT NULL DEFAULT now(),
  text text,
  summary_by text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  objection text,
  CHECK ((text IS NOT NULL) = (outcome = 'MODEL'))
);

GRANT SELECT, INSERT ON advice_summary TO ${application_role};
