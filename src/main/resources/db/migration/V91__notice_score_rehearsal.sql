-- What the terms a notice brings would have made of the scores of a day.
create table rule_rehearsal_score (
    notice_id text  not null,
    number    int   not null,
    score     text  not null,
    found     jsonb not null,
    changes   jsonb not null,
    primary key (notice_id, number, score),
    foreign key (notice_id, number) references rule_rehearsal (notice_id, number)
);

comment on column rule_rehearsal_score.found   is 'the day, the editions, and what is so of all subjects';
comment on column rule_rehearsal_score.changes is 'the subjects that change most, most first';
