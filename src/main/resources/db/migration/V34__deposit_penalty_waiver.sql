-- A fine that is on record and no longer stands in the way of paying the deposit back: by whom, and why. What is owed of it
-- stays owed.
create table deposit_penalty_waiver (
    penalty_id text primary key references deposit_penalty (id),
    reason     text not null,
    waived_by  text not null,
    waived_at  timestamptz not null
);
create trigger deposit_penalty_waiver_append_only before update or delete or truncate on deposit_penalty_waiver
    for each statement execute function refuse_change();
