-- Moving an instance to another diagram goes to the engine as messages do: in its case's order, until it has an answer.
alter table engine_outbox add column migration jsonb;
-- One at a time of each case.
create unique index engine_outbox_migration on engine_outbox (case_id) where migration is not null and sent_at is null;
create index engine_outbox_migrated on engine_outbox (case_id, id) where migration is not null;
