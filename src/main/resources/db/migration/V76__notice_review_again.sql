-- How a notice has reviewed again what was approved before it; null where it has nothing reviewed again by itself.
alter table rule_notice add column review_again jsonb;

-- How far that is. A row is there from the first portion on, or since somebody stopped it before.
create table rule_notice_review_again (
    notice_id    text primary key references rule_notice (id),
    begun_at     timestamptz,
    touched      bigint not null default 0,
    -- The last case of the portion before, and how many of this pass could not be opened.
    after_id     text   not null default '',
    failed       int    not null default 0,
    completed_at timestamptz,
    stopped_at   timestamptz,
    stopped_by   text
);

-- What a notice reopened: once for each filing and notice.
create table filing_review_again (
    notice_id  text        not null references rule_notice (id),
    filing_id  text        not null references filing (id),
    opened_at  timestamptz not null,
    due_at     timestamptz not null,
    decided_at timestamptz,
    outcome    text,
    primary key (notice_id, filing_id)
);
create index filing_review_again_open on filing_review_again (filing_id) where decided_at is null;

-- While a filing is reviewed again its product may be sold as it was approved, where the notice says so: at this watched
-- revision, until then (null: until it is decided), and in this cycle only. An instance of before knows nothing of it and says no.
alter table filing
    add column kept_revision bigint,
    add column kept_until    timestamptz,
    add column kept_cycle    int;
