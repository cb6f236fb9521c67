-- A holder may have several deposits, each an account of its own in the ledger: what a store deposits for being one, and what
-- for promotion. Instances of before know the first only, which is what they write.
alter table deposit_account
    add column purpose text not null default 'STORE',
    -- Not looked through while nobody can read or write: V71 does that.
    add constraint deposit_account_purpose check (purpose in ('STORE', 'PROMOTION')) not valid;
-- Which of them a payment is for.
alter table deposit_payment
    add column purpose text not null default 'STORE',
    add constraint deposit_payment_purpose check (purpose in ('STORE', 'PROMOTION')) not valid;
