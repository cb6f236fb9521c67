-- Not in a transaction, as V61. What is old is found in the order of its age, a portion at a time, however many rows there are: an
-- index of ranges of pages finds less and less by it, once what is young is written into pages that deleting has made free.
drop index concurrently if exists engine_outbox_by_age;
create index concurrently engine_outbox_by_age on engine_outbox (sent_at) where sent_at is not null;
drop index concurrently if exists engine_job_done_by_age;
create index concurrently engine_job_done_by_age on engine_job_done (done_at, job_key) where process_instance_key is not null;
drop index concurrently if exists engine_completed_task_by_age;
create index concurrently engine_completed_task_by_age on engine_completed_task (asked_at, task_key);
drop index concurrently if exists notification_by_age;
create index concurrently notification_by_age on notification (created_at) where state <> 'PENDING';
drop index concurrently if exists reconciliation_finding_by_age;
create index concurrently reconciliation_finding_by_age on reconciliation_finding (resolved_at) where resolved_at is not null;

-- What found it before; the new ones serve an instance of before as well.
drop index concurrently if exists engine_outbox_sent;
drop index concurrently if exists engine_job_done_at;
drop index concurrently if exists engine_completed_task_asked;
drop index concurrently if exists notification_created;
