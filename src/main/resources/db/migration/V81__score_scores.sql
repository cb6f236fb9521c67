-- The category a store entered with, the first its application names: its industry is the main category above that. Filled by
-- whoever scores, for stores that are not there yet.
create table score_store (
    store_id text primary key references store (id),
    platform text not null,
    category text not null
);

-- One computation of a score on a day, with the terms it was judged by.
create table score_run (
    id         int         generated always as identity primary key,
    score      text        not null,
    day        date        not null,
    edition    int         not null,
    terms      jsonb       not null,
    industries text[]      not null,
    begun_at   timestamptz not null,
    finished_at timestamptz,
    subjects   int         not null default 0,
    scored     int         not null default 0,
    unique (score, day)
);

-- The score of a subject with its parts, in the order of the run's indicators. Years of days are found by run: a day is written
-- behind the day before it, whoever it is about.
create table score_result (
    run_id      int              not null references score_run (id),
    subject_id  text             not null,
    industry    int              not null,
    score       numeric(4, 2),
    raw         double precision[] not null,
    places      double precision[] not null,
    gate        double precision,
    gate_failed boolean          not null,
    bonus       double precision[] not null,
    primary key (run_id, subject_id)
);
create trigger score_result_append_only before update or delete or truncate on score_result
    for each statement execute function refuse_change();

comment on column score_result.industry is 'place in industries of the run, from 1; 0 for none';
comment on column score_result.score    is 'null without enough figures';
comment on column score_result.places   is 'place in the industry, 0 (worst) to 1 (best); null without a figure that counts';
comment on column score_result.bonus    is 'figures of the pledges, in the order of the terms';
