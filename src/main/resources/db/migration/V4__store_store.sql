create table store (
    id             text primary key,
    application_id text not null unique,
    platform       text not null,
    merchant_id    text not null,
    store_type     text not null,
    name           text not null,
    opened_at      timestamptz not null
);
