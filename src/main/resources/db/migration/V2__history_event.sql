-- What happened, one row an event, bound to the one before by its hash. Nothing is ever changed or taken away.
create table history_event (
    case_id       text not null,
    seq           bigint not null check (seq > 0),
    at            timestamptz not null,
    actor_kind    text not null,
    actor_id      text not null,
    action        text not null,
    from_state    text,
    to_state      text,
    element_id    text,
    details       text not null,
    hash          char(64) not null,
    previous_hash char(64) not null,
    primary key (case_id, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger history_event_append_only before update or delete or truncate on history_event
    for each statement execute function refuse_change();
