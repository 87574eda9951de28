-- What each user may do, and for which sites; no sites means all. Whoever decides on findings holds
-- none of the other three roles (the service checks that). Names that differ in case only are one.
ALTER TABLE app_user
  ADD COLUMN roles text[] NOT NULL DEFAULT '{}' CHECK (
    roles <@ ARRAY['STORE_MANAGER', 'WAREHOUSE_SUPERVISOR', 'ACCOUNTS_PAYABLE_ANALYST',
      'FINANCE_CONTROLLER', 'PROCUREMENT', 'LOSS_PREVENTION', 'REGIONAL_MANAGER', 'AUDITOR',
      'INTEGRATION_OPERATOR', 'ADMIN']),
  ADD COLUMN sites text[] NOT NULL DEFAULT '{}';
UPDATE app_user SET roles = '{ADMIN}' WHERE name = 'admin';
CREATE UNIQUE INDEX app_user_lower_name ON app_user (lower(name));

GRANT DELETE ON app_user TO ${application_role};
