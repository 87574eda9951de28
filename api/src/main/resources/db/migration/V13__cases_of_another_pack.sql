-- Finds the cases that another pack looked at, which are none most of the time, without reading all.
CREATE INDEX case_state_pack ON case_state (process, pack);
