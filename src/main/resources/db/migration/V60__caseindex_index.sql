-- One row for each case of any type, written in the transaction of its history event, and made anew by
-- POST /api/v1/case-index/rebuild. What a person is called is not in it; what tells a person is a keyed hash.

-- All that triggers are added to below, in the order the service writes to them: whoever writes waits, and nobody for each other.
lock table product, streamer, review_round, history_event, personal_data_key in share row exclusive mode;

-- The pieces of two characters of a text: the shortest Chinese names have two, and an index of pieces of three cannot find them.
create function name_pieces(given text) returns text[]
    language sql immutable strict parallel safe
    return (select coalesce(array_agg(distinct substr(given, at, 2)), '{}') from generate_series(1, length(given) - 1) as at);

-- What the ids of the merchants begin with that are sides of a case: who acts for all merchants of a kind is found by it.
create function side_prefixes(keys text[]) returns text[]
    language sql immutable strict parallel safe
    return (select coalesce(array_agg(distinct left(substr(key, 3), n)), '{}')
              from unnest(keys) as key, generate_series(0, length(key) - 2) as n where key like 'M:%');

create table case_index (
    id             text        primary key,
    type           text        not null,
    platform       text,
    merchant_id    text        not null,
    -- as people read them, one a line
    names          text        not null,
    -- the same in the form they are compared in
    search         text        not null,
    licence_number text,
    -- what else has to do with it, as IndexedCase.Key writes it
    keys           text[]      not null,
    state          text        not null,
    open           boolean     not null,
    round          int         not null,
    reviewer       text,
    due_at         timestamptz,
    created_at     timestamptz not null,
    -- of its last event
    updated_at     timestamptz not null,
    -- of the event that brought it into its state
    state_since    timestamptz not null,
    -- its last event when the row was written
    seq            bigint      not null
) with (fillfactor = 80);

create index case_index_newest on case_index (created_at desc, id desc);
create index case_index_type on case_index (type, created_at desc, id desc);
create index case_index_type_state on case_index (type, state, created_at desc, id desc);
create index case_index_state on case_index (state, created_at desc, id desc);
create index case_index_merchant on case_index (merchant_id, created_at desc, id desc);
create index case_index_merchant_prefix on case_index (merchant_id text_pattern_ops);
create index case_index_licence on case_index (licence_number, created_at desc, id desc) where licence_number is not null;
create index case_index_reviewer on case_index (reviewer, created_at desc, id desc) where reviewer is not null;
create index case_index_due on case_index (due_at, id) where due_at is not null;
create index case_index_keys on case_index using gin (keys);
create index case_index_sides on case_index using gin (side_prefixes(keys));
create index case_index_pieces on case_index using gin (name_pieces(search));

-- What the console's overview counts: how many cases stand where by the day they began, what was decided a day, for which
-- reasons, and how long cases were in their states; the last three by what ids begin with. Changes are added one by one, so that nobody waits for a common row, and
-- summed up by the service now and then.
create table case_figure (
    figure   text not null check (figure in ('CASES', 'VERDICT', 'REASON', 'PHASE')),
    -- CASES: OPEN or not; VERDICT: who and in which round; PHASE: about how long
    detail   text not null,
    day      date not null,
    type     text not null,
    platform text not null,
    -- a state, a verdict or a problem's code
    key      text not null,
    n        bigint not null,
    primary key (figure, detail, day, type, platform, key)
);
create index case_figure_nothing on case_figure (figure) where n = 0;
create index case_figure_day on case_figure (figure, day);

create table case_figure_change (
    id       bigint generated always as identity primary key,
    figure   text not null,
    detail   text not null,
    day      date not null,
    type     text not null,
    platform text not null,
    key      text not null,
    n        bigint not null
);

-- Steps of a tenth on a logarithmic scale: a duration is told to within five per cent.
create function duration_step(given interval) returns int
    language sql immutable strict parallel safe
    return round(10 * ln(1 + greatest(extract(epoch from given), 0)))::int;

-- The day of an instant where the platform is; made anew after every migration, with the zone that is configured then. It is
-- here, too, so that instances that run while this one migrates find it.
create or replace function case_day(given timestamptz) returns date
    language sql immutable strict parallel safe
    as $day$ select (given at time zone '${calendar-zone}')::date $day$;

create function case_index_counted() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and (old.type, old.platform, old.state, old.open, old.created_at)
        is not distinct from (new.type, new.platform, new.state, new.open, new.created_at) then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        insert into case_figure_change (figure, detail, day, type, platform, key, n)
        values ('CASES', case when old.open then 'OPEN' else '' end, case_day(old.created_at), old.type,
                coalesce(old.platform, ''), old.state, -1);
    end if;
    if tg_op <> 'DELETE' then
        insert into case_figure_change (figure, detail, day, type, platform, key, n)
        values ('CASES', case when new.open then 'OPEN' else '' end, case_day(new.created_at), new.type,
                coalesce(new.platform, ''), new.state, 1);
    end if;
    return null;
end
$$;
create trigger case_index_counted after insert or update or delete on case_index
    for each row execute function case_index_counted();

create function history_phase_counted() returns trigger
    language plpgsql security definer set search_path from current as
$$
declare
    since timestamptz;
begin
    select at into since from history_event
     where case_id = new.case_id and seq < new.seq and to_state is not null and to_state is distinct from from_state
     order by seq desc limit 1;
    if since is not null then
        insert into case_figure_change (figure, detail, day, type, platform, key, n)
        values ('PHASE', duration_step(new.at - since)::text, case_day(new.at), left(new.case_id, 3), '', new.from_state, 1);
    end if;
    return null;
end
$$;
create trigger history_phase_counted after insert on history_event
    for each row when (new.from_state is not null and new.to_state is not null and new.to_state <> new.from_state)
    execute function history_phase_counted();

create function round_figures(decided review_round, times int) returns void
    language plpgsql as
$$
begin
    insert into case_figure_change (figure, detail, day, type, platform, key, n)
    values ('VERDICT', case when decided.by_machine then 'M' else 'P' end || least(decided.round, 9),
            case_day(decided.decided_at), left(decided.case_id, 3), '', decided.verdict, times);
    insert into case_figure_change (figure, detail, day, type, platform, key, n)
    select 'REASON', '', case_day(decided.decided_at), left(decided.case_id, 3), '', problem ->> 'code', times * count(*)
      from jsonb_array_elements(decided.problems) problem
     group by problem ->> 'code';
end
$$;

create function review_round_counted() returns trigger
    language plpgsql security definer set search_path from current as
$$
begin
    if tg_op = 'UPDATE' and (old.verdict, old.by_machine, old.decided_at, old.problems)
        is not distinct from (new.verdict, new.by_machine, new.decided_at, new.problems) then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        perform round_figures(old, -1);
    end if;
    perform round_figures(new, 1);
    return null;
end
$$;
create trigger review_round_counted after insert or update on review_round
    for each row execute function review_round_counted();

-- Whether the index has all cases: not where there were cases before it.
create table case_index_build (
    only_one    boolean primary key default true check (only_one),
    -- null while it is not complete
    built_at    timestamptz,
    -- of the last rebuild, or the one that runs
    asked_at    timestamptz,
    wanted      boolean not null,
    -- until when it was looked for cases instances of before the index have written
    looked_at   timestamptz not null default now(),
    asked_by    text,
    cases       bigint not null default 0,
    repaired    bigint not null default 0
);
insert into case_index_build (built_at, wanted)
select case when not found then now() end, found from (select exists (select from history_event) as found) cases;

-- Names cases have from elsewhere, and which changed: their rows are written by whoever looks after the index. It is kept here,
-- because instances of before the index tell nobody.
create table case_index_renamed (
    id  bigint generated always as identity primary key,
    -- what has another name, as case_index.keys has it
    key text not null
);
create function case_index_renamed() returns trigger
    language plpgsql security definer set search_path from current as
$$
begin
    insert into case_index_renamed (key) values (tg_argv[0] || new.id);
    return null;
end
$$;
create trigger product_renamed after update on product
    for each row when ((old.content ->> 'title', old.content ->> 'shortTitle')
        is distinct from (new.content ->> 'title', new.content ->> 'shortTitle'))
    execute function case_index_renamed('P:');
create trigger streamer_renamed after update on streamer
    for each row when (old.nickname <> new.nickname)
    execute function case_index_renamed('S:');

-- With the key of an owner goes what is found by the owner's numbers.
create function personal_data_lookups_gone() returns trigger
    language plpgsql security definer set search_path from current as
$$
begin
    update case_index i
       set keys = array(select key from unnest(keys) key where key not like 'I:%' and key not like 'A:%'),
           -- Behind a store without a licence is a person, whose name may be in the store's.
           names = case when i.licence_number is null and i.type in ('STORE_APPLICATION', 'STORE', 'STORE_CLOSURE', 'DEPOSIT_REFUND')
                        then '' else names end,
           search = case when i.licence_number is null and i.type in ('STORE_APPLICATION', 'STORE', 'STORE_CLOSURE', 'DEPOSIT_REFUND')
                         then '' else search end
     where merchant_id = old.owner
       and (i.licence_number is null and i.type in ('STORE_APPLICATION', 'STORE', 'STORE_CLOSURE', 'DEPOSIT_REFUND')
            or exists (select from unnest(keys) key where key like 'I:%' or key like 'A:%'));
    return null;
end
$$;
create trigger personal_data_lookups_gone after delete on personal_data_key
    for each row execute function personal_data_lookups_gone();
