-- The categories of a store, besides what data says of each: those it holds, which notices look for, and those that are not
-- simply held, which sale permits look at. The locks are for a moment: nothing is written but the catalogue. An instance of
-- before writes neither: what it opens has null in held_categories, and its categories are those of its application.
set local lock_timeout = '5s';
alter table store
    add column held_categories       text[],
    add column restricted_categories text[] not null default '{}';

-- What a notice has reviewed again where stores are among it: an instance of before reads review_again, which has what it can
-- review, and nothing where that is no filing. What it takes for complete is complete of filings only.
alter table rule_notice
    add column review_again_terms jsonb;
alter table rule_notice_review_again
    add column stores_completed_at timestamptz;

-- Stores that are reviewed again: one case for each notice and store it touches.
create table store_review (
    id                   text primary key,
    store_id             text        not null references store (id),
    notice_id            text        not null references rule_notice (id),
    platform             text        not null,
    merchant_id          text        not null,
    state                text        not null,
    open                 boolean     not null,
    due_at               timestamptz not null,
    review               jsonb       not null,
    data                 jsonb       not null,
    process_instance_key bigint,
    last_task_key        bigint      not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    version              bigint      not null,
    unique (notice_id, store_id)
);
create index store_review_open on store_review (store_id) where open;
create index store_review_newest on store_review (created_at desc, id desc);
create index store_review_merchant on store_review (merchant_id, created_at desc, id desc);
create unique index store_review_instance on store_review (process_instance_key) where process_instance_key is not null;

-- What could not be opened, and when that is tried again.
create table store_review_aside (
    notice_id text        not null references rule_notice (id),
    store_id  text        not null references store (id),
    tries     int         not null,
    tried_at  timestamptz not null,
    next_at   timestamptz not null,
    why       text        not null,
    primary key (notice_id, store_id)
);
