-- What is held against somebody by a rule and counts no more, until a day. Never deleted: it outlives the cases it serves.
create table waiver (
    id                text        primary key,
    platform          text        not null,
    subject_kind      text        not null check (subject_kind in ('MERCHANT', 'LICENCE', 'STORE')),
    subject           text        not null,
    rule              text        not null,
    category          text,
    reason            text        not null,
    granted_by        text        not null,
    granted_at        timestamptz not null,
    ends_on           date        not null,
    revoked_at        timestamptz,
    revoked_by        text,
    revocation_reason text,
    check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revocation_reason is null))
);
create index waiver_subject on waiver (subject, platform, rule);
create index waiver_granted on waiver (granted_at desc, id desc);

comment on column waiver.ends_on is 'the last day it counts, where the platform is';
comment on column waiver.rule    is 'the code of the problem that is waived';
