-- What calls are signed with as well for a while after a merchant was given a new secret, newest first: [{"secret", "until"}],
-- sealed as the secret is, until in seconds since 1970.
alter table webhook_endpoint
    add column former_secrets jsonb not null default '[]';
