create table store_application (
    id                   text primary key,
    submitted_by         text not null,
    platform             text not null,
    merchant_id          text not null,
    store_type           text not null,
    -- false once the case has ended
    open                 boolean not null,
    content              jsonb not null,
    state                text not null,
    round                int not null check (round > 0),
    problems             jsonb not null,
    audit_due_at         timestamptz,
    fix_due_at           timestamptz,
    deposit_due_at       timestamptz,
    deposit_required_fen bigint check (deposit_required_fen >= 0),
    store_id             text references store (id),
    process_instance_key bigint unique,
    -- the last user task whose completion was dealt with; engine keys grow with time
    last_task_key        bigint not null,
    reviewer             text,
    reason               text,
    notice               text,
    created_at           timestamptz not null,
    submitted_at         timestamptz not null,
    updated_at           timestamptz not null,
    version              bigint not null
);
-- One open application per platform, merchant and store type, whatever comes at once.
create unique index store_application_open on store_application (platform, merchant_id, store_type) where open;
create index store_application_newest on store_application (created_at desc, id desc);
create index store_application_state on store_application (state, created_at desc);
