-- Who may come in. The password is kept as a hash only, with its algorithm in front ({bcrypt}…).
CREATE TABLE app_user (
  name          text        PRIMARY KEY CHECK (name <> ''),
  password_hash text        NOT NULL CHECK (password_hash LIKE '{%}%'),
  created_at    timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE ON app_user TO ${application_role};
