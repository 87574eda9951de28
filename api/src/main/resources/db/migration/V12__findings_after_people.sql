-- What is done is not opened again: when its discrepancy comes back anew, there is one more finding of
-- the type in the case. Of those that are not done there is one at most.
ALTER TABLE finding DROP CONSTRAINT finding_log_id_process_type_case_id_key;
CREATE UNIQUE INDEX finding_not_done ON finding (log_id, process, type, case_id)
  WHERE state <> 'DONE';

-- Those whose discrepancy went away while people were at work on them, and that people let go of.
CREATE INDEX finding_let_go ON finding (process)
  WHERE state IN ('REJECTED', 'FAILED') AND facts ? 'discrepancy_gone_at';
