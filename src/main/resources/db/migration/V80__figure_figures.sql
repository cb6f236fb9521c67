-- What was reported of subjects, every correction of it a row of its own. Nothing is ever changed or taken away.
create table figure_report (
    subject_kind text        not null check (subject_kind in ('STORE', 'MERCHANT', 'STREAMER', 'PROVIDER')),
    subject_id   text        not null,
    name         text        not null,
    window_days  int         not null check (window_days >= 0),
    as_of        date        not null,
    source       text        not null,
    revision     int         not null check (revision > 0),
    value        numeric,
    reported_by  text        not null,
    reported_at  timestamptz not null,
    id           bigint      generated always as identity,
    primary key (subject_kind, subject_id, name, window_days, as_of, source, revision)
);
create trigger figure_report_append_only before update or delete or truncate on figure_report
    for each statement execute function refuse_change();

comment on column figure_report.id       is 'counts all reports in their order';
comment on column figure_report.as_of    is 'the day it is of, where the platform is';
comment on column figure_report.revision is '1, and one more for each correction of the same figure by the same source';
comment on column figure_report.value    is 'null where the figure of that day was withdrawn';

-- Which of them counts at present: the one of the latest day, and of that day the one that was reported last.
create table figure (
    subject_kind text    not null,
    subject_id   text    not null,
    name         text    not null,
    window_days  int     not null,
    as_of        date    not null,
    source       text    not null,
    value        numeric not null,
    report_id    bigint  not null,
    primary key (subject_kind, subject_id, name, window_days)
    -- Each is written anew daily: beside itself in its page, without its index.
) with (fillfactor = 60);

-- Reports of the same subject come one after the other. Of a number of locks, not one a subject: a batch has a thousand.
create function figure_lock(ids text[]) returns void language plpgsql as $$
declare
    one int;
begin
    for one in select distinct hashtext(id) & 31 from unnest(ids) as id order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended(one::text, 21));
    end loop;
end
$$;

-- Says what a figure is from now on, whatever was reported before: what is of later days is withdrawn.
create function figure_replace(kind text, subject text, figure_name text, figure_window int, day date, figure_source text,
        figure_value numeric, by text, at timestamptz) returns boolean language plpgsql as $$
declare
    report bigint;
begin
    perform figure_lock(array[subject]);
    if exists (select from figure f
                where f.subject_kind = kind and f.subject_id = subject and f.name = figure_name and f.window_days = figure_window
                  and f.as_of = day and f.value = figure_value) then
        return false;
    end if;
    insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value, reported_by,
           reported_at)
    select r.subject_kind, r.subject_id, r.name, r.window_days, r.as_of, r.source, r.revision + 1, null, by, at
      from (select distinct on (o.as_of, o.source) o.* from figure_report o
             where o.subject_kind = kind and o.subject_id = subject and o.name = figure_name and o.window_days = figure_window
               and o.as_of > day
             order by o.as_of, o.source, o.revision desc) r
     where r.value is not null;
    insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value, reported_by,
           reported_at)
    select kind, subject, figure_name, figure_window, day, figure_source, coalesce(max(r.revision), 0) + 1, figure_value, by, at
      from figure_report r
     where r.subject_kind = kind and r.subject_id = subject and r.name = figure_name and r.window_days = figure_window
       and r.as_of = day and r.source = figure_source
    returning figure_report.id into report;
    insert into figure as f (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
    values (kind, subject, figure_name, figure_window, day, figure_source, figure_value, report)
    on conflict (subject_kind, subject_id, name, window_days) do update
       set as_of = excluded.as_of, source = excluded.source, value = excluded.value, report_id = excluded.report_id;
    return true;
end
$$;

-- Streamers' figures of before, with every version they had. What is of a later day than what counts had been corrected.
insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value, reported_by, reported_at)
select 'STREAMER', t.streamer_id, t.name, 0, t.as_of, 'streamers',
       row_number() over (partition by t.streamer_id, t.name, t.as_of order by t.version), t.value, t.changed_by, t.changed_at
  from (select v.streamer_id, v.version, v.changed_by, v.changed_at, f.name, f.value, f.as_of,
               lag(f.value) over (partition by v.streamer_id, f.name, f.as_of order by v.version) as before
          from (select streamer_id, version, changed_by, changed_at, content from streamer_version
                union all
                select s.id, s.version, 'SYSTEM:streamers', s.updated_at, jsonb_build_object(
                       'merchantLevel', s.merchant_level, 'merchantLevelOn', s.merchant_level_on,
                       'experienceRating', s.experience_rating, 'experienceRatingOn', s.experience_rating_on,
                       'followers', s.followers, 'followersOn', s.followers_on)
                  from streamer s
                 where not exists (select from streamer_version v where v.streamer_id = s.id and v.version = s.version)) v
         cross join lateral (values
               ('merchant-level', (v.content ->> 'merchantLevel')::numeric, (v.content ->> 'merchantLevelOn')::date),
               ('experience-rating', (v.content ->> 'experienceRating')::numeric, (v.content ->> 'experienceRatingOn')::date),
               ('followers', (v.content ->> 'followers')::numeric, (v.content ->> 'followersOn')::date))
               as f(name, value, as_of)) t
 where t.value is distinct from t.before
 order by t.version, t.streamer_id, t.name;

insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value, reported_by, reported_at)
select 'STREAMER', r.subject_id, r.name, 0, r.as_of, r.source, r.revision + 1, null, 'SYSTEM:streamers', s.updated_at
  from (select distinct on (subject_id, name, as_of) * from figure_report
         order by subject_id, name, as_of, revision desc) r
  join streamer s on s.id = r.subject_id
 where r.as_of > case r.name when 'merchant-level' then s.merchant_level_on
                             when 'experience-rating' then s.experience_rating_on else s.followers_on end;

insert into figure (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
select distinct on (r.subject_id, r.name) r.subject_kind, r.subject_id, r.name, 0, r.as_of, r.source, r.value, r.id
  from (select distinct on (subject_id, name, as_of) * from figure_report
         order by subject_id, name, as_of, revision desc) r
 where r.value is not null
 order by r.subject_id, r.name, r.as_of desc;

-- The columns of before stay for one release: instances of before read and write them. What one of them writes is a figure at
-- once; where the figures are the same already, nothing is done.
create function streamer_figures_of_before() returns trigger language plpgsql as $$
begin
    perform figure_replace('STREAMER', new.id, f.name, 0, f.as_of, 'streamers', f.value, 'SYSTEM:streamers', new.updated_at)
       from (values ('merchant-level', new.merchant_level::numeric, new.merchant_level_on),
                    ('experience-rating', new.experience_rating, new.experience_rating_on),
                    ('followers', new.followers::numeric, new.followers_on)) as f(name, value, as_of);
    return null;
end
$$;
create trigger streamer_figures_of_before
    after insert or update of merchant_level, merchant_level_on, experience_rating, experience_rating_on, followers, followers_on
    on streamer for each row execute function streamer_figures_of_before();
