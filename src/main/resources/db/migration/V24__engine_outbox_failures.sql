-- A message knows how often it failed by itself, apart from an engine that was away, and what the engine said of it.
alter table engine_outbox
    add column failures int not null default 0,
    add column refused  boolean not null default false,
    add column failure  text;
-- What is sent next: who has waited longest. With the index of each case's unsent messages a batch is found by these
-- two alone, however many messages were sent before.
create index engine_outbox_next on engine_outbox (next_attempt_at, id) where sent_at is null;
