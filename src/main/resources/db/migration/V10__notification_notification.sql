create table webhook_endpoint (
    merchant_id text primary key,
    url         text not null,
    secret      text not null,
    changed_at  timestamptz not null
);

create table notification (
    id              text primary key,
    merchant_id     text not null,
    case_id         text not null,
    type            text not null,
    body            text not null,
    state           text not null,
    attempts        int not null,
    last_status     int,
    last_error      text,
    created_at      timestamptz not null,
    next_attempt_at timestamptz,
    retry_until     timestamptz not null,
    delivered_at    timestamptz
);
create index notification_due on notification (next_attempt_at) where state = 'PENDING';
create index notification_newest on notification (merchant_id, created_at desc, id desc);
