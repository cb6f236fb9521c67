-- What was ever deployed to the engine: processes, decisions and forms of one build of the service, known by their content.
-- The highest number is the newest; an older build that starts again does not put its own before it.
create table engine_model (
    hash              char(64) primary key,
    number            bigint not null unique check (number > 0),
    first_deployed_at timestamptz not null,
    deployed_at       timestamptz not null
);

create table engine_model_file (
    hash    char(64) not null references engine_model (hash),
    name    text not null,
    content bytea not null,
    primary key (hash, name)
);

-- By which keys the engine knows them, as of the last deployment.
create table engine_model_key (
    hash       char(64) not null references engine_model (hash),
    kind       text not null check (kind in ('PROCESS', 'DECISION')),
    element_id text not null,
    engine_key bigint not null,
    primary key (hash, kind, element_id)
);

-- By which number's tables a streamer was judged; what was judged before there were numbers counts as older than all.
alter table streamer_standing add column rules_number bigint not null default 0;
