-- Stores are closed, after a person looked; each asking is a round of review.
alter table store
    add column approved_by          text,
    add column state                text not null default 'OPEN',
    add column closure_round        int not null default 0,
    add column closure              jsonb,
    add column closed_at            timestamptz,
    add column reopenable_from      timestamptz,
    add column process_instance_key bigint,
    add column last_task_key        bigint not null default 0,
    add column updated_at           timestamptz,
    add column version              bigint not null default 1,
    add check ((state = 'CLOSED') = (closed_at is not null));
update store s
   set updated_at = opened_at,
       approved_by = (select reviewer from store_application a where a.id = s.application_id);
alter table store alter column updated_at set not null;
create index store_merchant on store (merchant_id, platform);
create index store_newest on store (opened_at desc, id desc);
create index store_closing on store (id) where state = 'CLOSING';
create index store_instance on store (process_instance_key) where process_instance_key is not null;
