create table store_badge (
    id                   text primary key,
    merchant_id          text not null,
    open                 boolean not null,
    state                text not null,
    review               jsonb not null,
    data                 jsonb not null,
    process_instance_key bigint unique,
    last_task_key        bigint not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    version              bigint not null
);
