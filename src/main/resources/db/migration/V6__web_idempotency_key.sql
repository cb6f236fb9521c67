create table web_idempotency_key (
    scope        text not null,
    key          text not null,
    request_hash char(64) not null,
    status       int not null,
    headers      text not null,
    body         text not null,
    expires_at   timestamptz not null,
    primary key (scope, key)
);
create index web_idempotency_key_expiry on web_idempotency_key (expires_at);
