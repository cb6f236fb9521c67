-- Filings that rule notices have reviewed again. One table that is there already is locked in this migration, and it is
-- locked first: instances of before go on working meanwhile, and never wait for what waits for them.

-- While a filing is reviewed again its product may be sold as it was approved, where the notice says so: at this watched
-- revision, until then (null: until it is decided), and in this cycle only. An instance of before knows nothing of it and says no.
alter table filing
    add column kept_revision bigint,
    add column kept_until    timestamptz,
    add column kept_cycle    int;

-- What a notice reopened, or tightened the terms of: once for each filing and notice.
create table filing_review_again (
    notice_id  text        not null,
    filing_id  text        not null references filing (id),
    opened_at  timestamptz not null,
    due_at     timestamptz not null,
    decided_at timestamptz,
    outcome    text,
    primary key (notice_id, filing_id)
);
create index filing_review_again_open on filing_review_again (filing_id) where decided_at is null;

-- What could not be reopened, and when that is tried again.
create table filing_review_again_aside (
    notice_id text        not null,
    filing_id text        not null references filing (id),
    tries     int         not null,
    tried_at  timestamptz not null,
    next_at   timestamptz not null,
    why       text        not null,
    primary key (notice_id, filing_id)
);
