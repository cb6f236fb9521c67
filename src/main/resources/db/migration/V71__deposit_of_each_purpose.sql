-- Not in a transaction, as V61.

alter table deposit_account validate constraint deposit_account_purpose;
alter table deposit_payment validate constraint deposit_payment_purpose;

-- A holder has one account for each purpose, and one refund of each that is open. A refund of before there were several says
-- nothing and is of the first.
drop index concurrently if exists deposit_account_of_application;
create unique index concurrently deposit_account_of_application on deposit_account (application_id, purpose);
drop index concurrently if exists deposit_account_of_holder;
create unique index concurrently deposit_account_of_holder on deposit_account (holder_id, purpose);
alter table deposit_account
    drop constraint if exists deposit_account_application_id_key,
    drop constraint if exists deposit_account_holder_id_key;

drop index concurrently if exists deposit_refund_open_store;
create unique index concurrently deposit_refund_open_store on deposit_refund (holder_id)
    where open and coalesce(nullif(data -> 'deposits', 'null') @> '["STORE"]', true);
drop index concurrently if exists deposit_refund_open_promotion;
create unique index concurrently deposit_refund_open_promotion on deposit_refund (holder_id)
    where open and coalesce(nullif(data -> 'deposits', 'null') @> '["PROMOTION"]', false);
drop index concurrently if exists deposit_refund_open;
