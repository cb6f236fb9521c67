-- Results of days long ago go when nobody decided by them. What a result says is still never changed, and an instance of before
-- neither deletes one nor knows the column.
set local lock_timeout = '5s';
create or replace trigger score_result_append_only before update or truncate on score_result
    for each statement execute function refuse_change();

alter table score_run add column forgotten_at timestamptz;
comment on column score_run.forgotten_at is 'since when of its results only those somebody decided by are there; null while all are';
