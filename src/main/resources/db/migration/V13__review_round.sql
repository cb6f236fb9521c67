-- The decided rounds of every type of case are kept alike.
alter table store_application_round rename to review_round;
alter table review_round drop constraint store_application_round_case_id_fkey;
