-- Every waiting state has one deadline and one reminder; the audit's clock, the account verification and the contract
-- are kept as they are shown.
alter table store_application
    add column checks jsonb not null default '[]',
    add column waiting jsonb,
    add column audit jsonb,
    add column audit_provisional boolean not null default false,
    add column audit_days_used int not null default 0,
    add column approved_round int,
    add column verification jsonb,
    add column contract jsonb;

-- A reminder five days before, as the platforms' profiles had it when this was written.
update store_application
   set waiting = jsonb_build_object(
           'remindAt', to_char((coalesce(fix_due_at, deposit_due_at) - interval '5 days') at time zone 'UTC',
                               'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'dueAt', to_char(coalesce(fix_due_at, deposit_due_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'remindedAt', null)
 where state in ('FIX_REQUIRED', 'DEPOSIT_DUE');
update store_application
   set audit = jsonb_build_object(
           'remindAt', to_char(audit_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'dueAt', to_char(audit_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'provisional', false, 'daysUsedBefore', 0, 'days', '[]'::jsonb, 'remindedAt', null, 'escalatedAt', null)
 where audit_due_at is not null;

alter table store_application
    drop column fix_due_at,
    drop column deposit_due_at;
create index store_application_provisional on store_application (id) where audit_provisional;

-- The same licence in open applications of different merchants is a finding.
alter table store_application add column licence_number text;
update store_application set licence_number = content #>> '{subject,licenceNumber}';
create index store_application_licence on store_application (licence_number) where open;

create table category_invitation (
    platform    text not null,
    merchant_id text not null,
    category    text not null,
    invited_by  text not null,
    invited_at  timestamptz not null,
    primary key (platform, merchant_id, category)
);

-- One row a round that was decided: what was handed in, and what was said to it.
create table store_application_round (
    case_id      text not null references store_application (id),
    round        int not null,
    content      jsonb not null,
    submitted_at timestamptz not null,
    decided_at   timestamptz not null,
    decided_by   text not null,
    by_machine   boolean not null,
    verdict      text not null,
    problems     jsonb not null,
    reason       text,
    items        jsonb not null,
    primary key (case_id, round)
);
