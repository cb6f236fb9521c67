-- What a reviewer's form sent, as the engine told when it asked: variables of the process can be changed by whoever may change
-- them there before a verdict is recorded. Rows of an instance of before have none.
set local lock_timeout = '5s';
alter table engine_completed_task add column sent jsonb;
comment on column engine_completed_task.sent is 'what the form sent; null of what a release before kept';
