-- Cases by what was decided of them, and when.
create index review_round_decided on review_round (decided_at, case_id);
