-- On what a round was decided stays with the round: the next round overwrites it in the case. Null in rounds that were
-- decided before this was kept; what the history has of them is read from there.
alter table review_round add column submitted_by text;
alter table review_round add column decided_kind text;
alter table review_round add column verdicts     jsonb;
alter table review_round add column examinations jsonb;
alter table review_round add column clock        jsonb;
alter table review_round add column reviewed_at  timestamptz;

comment on column review_round.decided_kind is 'whether a reviewer, the service itself or a provider decided last';
comment on column review_round.verdicts     is 'every verdict that counted, oldest first';
comment on column review_round.examinations is 'what the machine found whenever it looked, by which rules and tables';
comment on column review_round.clock        is 'when the review was due, and by which days';
comment on column review_round.reviewed_at  is 'when reviewers had done with it: what the due time is held against';
