-- The categories of a store, besides what data says of each: those it holds, which notices look for, and those that are not
-- simply held, which sale permits look at. The locks are for a moment: nothing is written but the catalogue. An instance of
-- before writes neither: what it opens has null in held_categories, and its categories are those of its application.
set local lock_timeout = '5s';
alter table store
    add column held_categories       text[],
    add column restricted_categories text[] not null default '{}';
