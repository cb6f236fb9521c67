-- An endpoint that answered that it is gone is told nothing until it is set again; one that asked to be left alone is.
alter table webhook_endpoint
    add column off_since    timestamptz,
    add column paused_until timestamptz;
