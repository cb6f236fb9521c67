-- What a merchant is asked: whether it is bound to a provider.
create table provider_binding_proposal (
    id          text primary key,
    provider_id text not null references service_provider (id),
    platform    text not null,
    owner_id    text not null,
    merchant_id text not null,
    industry    text not null,
    state       text not null check (state in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'VOID')),
    proposed_by text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz,
    version     bigint not null,
    check ((state = 'PROPOSED') = (ended_at is null))
);
-- A merchant is asked once at a time by one provider.
create unique index provider_binding_proposal_open on provider_binding_proposal (provider_id, merchant_id)
    where state = 'PROPOSED';
create index provider_binding_proposal_expires on provider_binding_proposal (expires_at) where state = 'PROPOSED';
create index provider_binding_proposal_newest on provider_binding_proposal (created_at desc, id desc);
create index provider_binding_proposal_merchant on provider_binding_proposal (merchant_id, created_at desc, id desc);
create index provider_binding_proposal_owner on provider_binding_proposal (owner_id, created_at desc, id desc);

-- The proposal a tie came from; null for those an administrator made before merchants were asked.
alter table service_provider_merchant add column proposal_id text;
