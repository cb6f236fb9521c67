-- Not in a transaction, as V61.
-- Fines whose time may be over, where nothing else is demanded any more; V103 has the others.
drop index concurrently if exists deposit_account_fines_due;
create index concurrently deposit_account_fines_due on deposit_account (top_up_due_at) where not operating and top_up_due_at is not null;
