-- Memberships of programmes. What is in data alone is read by their own class.
create table programme_membership (
    id                   text        primary key,
    state                text        not null check (state in ('APPLIED', 'IN_REVIEW', 'TRIAL', 'PROBATION', 'ACTIVE', 'WARNED',
                                                               'CLOSING', 'CLOSED', 'REFUSED')),
    programme            text        not null,
    subject_id           text        not null,
    merchant_id          text        not null,
    in_process           boolean     not null,
    check_on             date,
    closes_on            date,
    again_from           date,
    process_instance_key bigint,
    last_task_key        bigint      not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    version              bigint      not null,
    review               jsonb       not null,
    data                 jsonb       not null
    -- A member is checked daily: the next day is written beside the last one.
) with (fillfactor = 80);

comment on column programme_membership.programme  is 'id of its file in config/programmes';
comment on column programme_membership.in_process is 'a process instance has to work on it now';
comment on column programme_membership.check_on   is 'day of its next check; null for none';
comment on column programme_membership.closes_on  is 'day its end takes effect, or took effect';
comment on column programme_membership.again_from is 'first day its subject may apply again';

-- Nobody is a member twice.
create unique index programme_membership_open on programme_membership (programme, subject_id)
    where state not in ('CLOSED', 'REFUSED');
create index programme_membership_subject on programme_membership (subject_id, programme);
create index programme_membership_created on programme_membership (created_at desc, id desc);
create index programme_membership_merchant on programme_membership (merchant_id, created_at desc, id desc);
create index programme_membership_check on programme_membership (programme, check_on, id);
create index programme_membership_closing on programme_membership (closes_on) where state = 'CLOSING';
create index programme_membership_probation on programme_membership (id) where state = 'PROBATION';
create index programme_membership_working on programme_membership (id) where in_process;
create index programme_membership_instance on programme_membership (process_instance_key) where process_instance_key is not null;

-- Whom the platform has invited to a programme.
create table programme_invitation (
    programme  text        not null,
    subject_id text        not null,
    until      date        not null,
    invited_by text        not null,
    invited_at timestamptz not null,
    primary key (programme, subject_id)
);

comment on column programme_invitation.until is 'last day it counts';
