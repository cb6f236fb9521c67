-- Not in a transaction, as V61.

-- Cases by what was decided of them, whenever that was: by problems, and by verdicts few rounds had.
drop index concurrently if exists review_round_problems;
create index concurrently review_round_problems on review_round using gin (problems jsonb_path_ops);
drop index concurrently if exists review_round_verdict;
create index concurrently review_round_verdict on review_round (verdict, by_machine, round, case_id);
