-- What the process of a PK is at. Sessions of before have none until the service has one begin, in portions.
alter table pk_session
    add column process_instance_key bigint,
    -- an instance has to work on it, or had to
    add column begun                boolean not null default false,
    -- it is not on record as over
    add column open                 boolean not null default true,
    -- the process was answered that both sides are ready
    add column both_ready           boolean not null default false,
    -- people were told so, and not that one no longer is
    add column ready_told           boolean not null default false,
    -- both were, at some time while it was live
    add column held                 boolean not null default false,
    -- for which last day to file, and which beginning, people were told
    add column reminded_for         timestamptz,
    add column filing_ended_for     timestamptz,
    add column live_began_for       timestamptz,
    add column process_at           timestamptz;
-- What the process was answered of the side last; null while it is about to ask.
alter table pk_lane
    add column answered text;

create index pk_session_not_begun on pk_session (live_at, id) where open and not begun;
create index pk_session_instance on pk_session (process_instance_key) where process_instance_key is not null;
create index pk_session_first_open on pk_session (first_id) where open;
create index pk_session_second_open on pk_session (second_id) where open;
