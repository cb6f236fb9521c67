-- Not in a transaction, as V61: each statement locks one table, and can be run again.

alter table ledger_posting
    validate constraint ledger_posting_fees_not_below_zero;
alter table ledger_posting
    validate constraint ledger_posting_adds_up;
alter table ledger_posting
    validate constraint ledger_posting_taken_from_check;
alter table ledger_posting
    validate constraint ledger_posting_given_to_check;

-- Whoever comes while one waits for a table waits behind it: after a moment it makes way, and tries again. It is not given up
-- at once, because what fails outside a transaction has to be repaired by hand.
do $$
begin
    for tried in 1..60 loop
        begin
            set local lock_timeout = '2s';
            alter table deposit_account
                drop constraint if exists deposit_account_purpose,
                add constraint deposit_account_purpose check (purpose in ('STORE', 'PROMOTION', 'YEARLY_FEE')) not valid;
            exit;
        exception when lock_not_available then
            if tried = 60 then
                raise;
            end if;
        end;
    end loop;
end
$$;
alter table deposit_account validate constraint deposit_account_purpose;
do $$
begin
    for tried in 1..60 loop
        begin
            set local lock_timeout = '2s';
            alter table deposit_payment
                drop constraint if exists deposit_payment_purpose,
                add constraint deposit_payment_purpose check (purpose in ('STORE', 'PROMOTION', 'YEARLY_FEE')) not valid;
            exit;
        exception when lock_not_available then
            if tried = 60 then
                raise;
            end if;
        end;
    end loop;
end
$$;
alter table deposit_payment validate constraint deposit_payment_purpose;

-- One open refund of what is left of each.
drop index concurrently if exists deposit_refund_open_yearly_fee;
create unique index concurrently deposit_refund_open_yearly_fee on deposit_refund (holder_id)
    where open and coalesce(nullif(data -> 'deposits', 'null') @> '["YEARLY_FEE"]', false);
