-- The day of an instant where the platform is, by merchant-review.calendar.zone. Made after every migration, so that it has
-- the zone that is configured; days that were counted before stay as they were until the index is rebuilt.
do $$
begin
    -- What a newer release has made stays.
    if exists (select from flyway_schema_history
                where success and case when version ~ '^[0-9]+$' then version::int end > ${newest-migration}) then
        return;
    end if;
    if not exists (select from pg_proc where proname = 'case_day' and pronamespace = current_schema()::regnamespace
                      and prosrc like '%' || quote_literal('${calendar-zone}') || '%') then
        perform pg_advisory_xact_lock(hashtextextended('grants', 7));
        execute $body$
            create or replace function case_day(given timestamptz) returns date
                language sql immutable strict parallel safe
                as $day$ select (given at time zone '${calendar-zone}')::date $day$
        $body$;
    end if;
end
$$;
