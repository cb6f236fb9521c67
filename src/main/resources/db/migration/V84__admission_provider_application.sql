-- Applications to be a service provider.
create table provider_application (
    id                   text primary key,
    platform             text not null,
    merchant_id          text not null,
    kind                 text not null,
    created_at           timestamptz not null,
    state                text not null,
    open                 boolean not null,
    review               jsonb not null,
    data                 jsonb not null,
    process_instance_key bigint,
    last_task_key        bigint not null,
    updated_at           timestamptz not null,
    version              bigint not null,
    check ((state = 'APPROVED') = ((data ->> 'providerId') is not null))
);
-- One application at a time.
create unique index provider_application_open on provider_application (platform, merchant_id) where open;
create index provider_application_newest on provider_application (created_at desc, id desc);
create index provider_application_owner on provider_application (merchant_id, created_at desc, id desc);
-- A company is one applicant, whichever merchant it applies for.
create index provider_application_licence on provider_application ((data #>> '{content,licenceNumber}'));
create index provider_application_instance on provider_application (process_instance_key)
    where process_instance_key is not null;

-- The application a provider came from; null for those an administrator admitted before there were any.
alter table service_provider add column application_id text;
