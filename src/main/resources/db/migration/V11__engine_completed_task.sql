-- Who completes a user task, as the cluster tells when it asks first.
create table engine_completed_task (
    task_key             bigint primary key,
    process_instance_key bigint not null,
    element_id           text not null,
    assignee             text,
    asked_at             timestamptz not null
);
create index engine_completed_task_instance on engine_completed_task (process_instance_key, element_id);
