-- Editions of decision tables beside the one a release brings, which is number 1 and stays in the release.
create table decision_edition (
    table_id  text        not null,
    edition   int         not null check (edition > 1),
    content   text        not null,
    sha256    char(64)    not null,
    loaded_by text        not null,
    loaded_at timestamptz not null,
    primary key (table_id, edition)
);
create trigger decision_edition_append_only before update or delete or truncate on decision_edition
    for each statement execute function refuse_change();

-- By which key the engine knows an edition, as of its last deployment.
create table engine_edition (
    table_id   text        not null,
    edition    int         not null,
    engine_key bigint      not null,
    updated_at timestamptz not null,
    primary key (table_id, edition),
    foreign key (table_id, edition) references decision_edition (table_id, edition)
);

-- What a platform publishes of its rules, and from when it counts. What a notice said before is in the events of history_id.
create table rule_notice (
    id              text        primary key,
    history_id      text        not null unique,
    platforms       text[]      not null check (cardinality(platforms) > 0),
    title_zh        text        not null,
    title_en        text        not null,
    published_on    date        not null,
    public_until    date        check (public_until >= published_on),
    effective_from  date        not null check (effective_from >= published_on),
    ends_on         date        check (ends_on >= effective_from),
    source          text        not null,
    categories      text[]      not null,
    programmes      text[]      not null,
    transition      text        not null check (transition in ('NOTHING', 'PERIOD', 'REVIEW_AGAIN')),
    transition_days int         check (transition_days > 0),
    origin          text        not null check (origin in ('API', 'FILE')),
    withdrawn_at    timestamptz,
    version         bigint      not null,
    changed_by      text        not null,
    changed_at      timestamptz not null
);
create index rule_notice_effective on rule_notice (effective_from desc, id desc);

comment on column rule_notice.effective_from is 'the first day it counts, where the platform is';
comment on column rule_notice.ends_on        is 'the last day it counts; null while no end is known';

-- Which decision tables it touches; with an edition, which one counts while it does.
create table rule_notice_table (
    notice_id text not null references rule_notice (id),
    place     int  not null,
    table_id  text not null,
    edition   int  check (edition > 0),
    primary key (notice_id, place)
);
create index rule_notice_table_edition on rule_notice_table (table_id) where edition is not null;

-- What the editions a notice brings would have said to decided cases.
create table rule_rehearsal (
    notice_id      text        not null references rule_notice (id),
    number         int         not null,
    notice_version bigint      not null,
    editions       jsonb       not null,
    platforms      text[]      not null,
    cases          int         not null,
    played_by      text        not null,
    played_at      timestamptz not null,
    decisions      int         not null,
    flipped        int         not null,
    failed         int         not null,
    took_millis    bigint      not null,
    rows           jsonb       not null,
    primary key (notice_id, number)
);
create table rule_rehearsal_flip (
    notice_id text  not null,
    number    int   not null,
    place     int   not null,
    flip      jsonb not null,
    primary key (notice_id, number, place),
    foreign key (notice_id, number) references rule_rehearsal (notice_id, number)
);
