-- Agencies between the platform and merchants, and the merchants they act for.
create table service_provider (
    id             text primary key,
    platform       text not null,
    owner_id       text not null,
    kind           text not null,
    legal_name     text not null,
    licence_number text not null,
    state          text not null,
    admitted_by    text not null,
    admitted_at    timestamptz not null,
    ended_at       timestamptz,
    ended_note     text,
    version        bigint not null,
    check ((state = 'ACTIVE') = (ended_at is null))
);
create unique index service_provider_active on service_provider (platform, owner_id) where state = 'ACTIVE';

create table service_provider_merchant (
    provider_id text not null references service_provider (id),
    merchant_id text not null,
    bound_at    timestamptz not null,
    unbound_at  timestamptz,
    primary key (provider_id, merchant_id, bound_at)
);
create unique index service_provider_merchant_bound on service_provider_merchant (provider_id, merchant_id)
    where unbound_at is null;
