-- Each owner's key, wrapped by the configured master key.
create table personal_data_key (
    owner         text primary key,
    master_key_id text not null,
    wrapped_key   bytea not null,
    created_at    timestamptz not null
);
