-- Whose job it was: what a job answered is kept while its process instance has something to do.
alter table engine_job_done add column process_instance_key bigint;

-- What is old is found without reading what is young; such an index costs next to nothing to keep.
create index engine_outbox_sent on engine_outbox using brin (sent_at);
create index engine_job_done_at on engine_job_done using brin (done_at);
create index engine_completed_task_asked on engine_completed_task using brin (asked_at);
create index notification_created on notification using brin (created_at);
