-- A change says all that ageing as of a past day needs: since when the discrepancy was there as far as
-- was known then, and in which currency its money is. Of changes written before this, only what the
-- finding says today is known.
ALTER TABLE finding_change
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN currency text COLLATE "C";
UPDATE finding_change c SET opened_at = f.opened_at, currency = f.currency
  FROM finding f WHERE f.id = c.finding_id;
ALTER TABLE finding_change
  ALTER COLUMN opened_at SET NOT NULL,
  ALTER COLUMN currency SET NOT NULL;
