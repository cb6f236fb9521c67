-- Not in a transaction, as V61.
-- The open cases of a type in the order of their ids, a portion of them at a time, as the sweeper compares them.
drop index concurrently if exists store_application_working;
create index concurrently store_application_working on store_application (id) where open;
drop index concurrently if exists deposit_refund_working;
create index concurrently deposit_refund_working on deposit_refund (id) where open;
drop index concurrently if exists provider_application_working;
create index concurrently provider_application_working on provider_application (id) where open;
drop index concurrently if exists store_review_working;
create index concurrently store_review_working on store_review (id) where open;
