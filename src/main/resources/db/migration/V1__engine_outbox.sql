-- What the engine is to be told, in order for each case.
create table engine_outbox (
    id              bigint generated always as identity primary key,
    message_id      uuid not null unique,
    case_id         text not null,
    name            text not null,
    correlation_key text not null,
    variables       jsonb not null,
    created_at      timestamptz not null,
    attempts        int not null default 0,
    next_attempt_at timestamptz not null,
    sent_at         timestamptz
);
create index engine_outbox_unsent on engine_outbox (case_id, id) where sent_at is null;

-- Jobs whose work has committed, with what they answered: a job given out twice is done once.
create table engine_job_done (
    job_key  bigint primary key,
    job_type text not null,
    result   jsonb not null,
    done_at  timestamptz not null
);

-- Forms Tasklist had time to import.
create table engine_deployed_form (
    form_key bigint primary key,
    form_id  text not null,
    version  int not null
);
