create table reconciliation_finding (
    id          bigint generated always as identity primary key,
    case_id     text not null,
    kind        text not null,
    case_state  text not null,
    detail      text not null,
    found_at    timestamptz not null,
    resolved_at timestamptz
);
create unique index reconciliation_finding_open on reconciliation_finding (case_id, kind) where resolved_at is null;
