create table review_refused_verdict (
    task_key       bigint      not null,
    attempt        bigint      not null,
    case_id        text        not null,
    element_id     text        not null,
    required_group text        not null,
    rule           text        not null,
    person         text        not null,
    reviewer       text        not null,
    refused_at     timestamptz not null,
    primary key (task_key, attempt)
);
create index review_refused_verdict_person on review_refused_verdict (person, refused_at) where rule = 'GROUP';
create index review_refused_verdict_case on review_refused_verdict (case_id) where rule = 'GROUP';
