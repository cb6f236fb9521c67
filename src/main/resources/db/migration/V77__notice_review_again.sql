-- How a notice has reviewed again what was approved before it; null where it has nothing reviewed again by itself. And since
-- when its first day is known, which can be later than that day; null where it was put on record before this was kept.
alter table rule_notice
    add column review_again    jsonb,
    add column day_known_since timestamptz;

-- How far that is. A row is there from the first portion on, or since somebody stopped it before.
create table rule_notice_review_again (
    notice_id     text primary key references rule_notice (id),
    begun_at      timestamptz,
    touched       bigint      not null default 0,
    -- The last case of the portion before.
    after_id      text        not null default '',
    -- The present pass over the cases, how many it opened, and when the next one begins at the earliest.
    pass_begun_at timestamptz,
    pass_opened   int         not null default 0,
    next_pass_at  timestamptz not null default 'epoch',
    completed_at  timestamptz,
    left_at_stop  bigint      not null default 0,
    stopped_at    timestamptz,
    stopped_by    text
);

alter table filing_review_again add foreign key (notice_id) references rule_notice (id);
alter table filing_review_again_aside add foreign key (notice_id) references rule_notice (id);
