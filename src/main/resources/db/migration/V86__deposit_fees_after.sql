-- A yearly fee is no deposit: it is the platform's once its year has begun, so it leaves what is held for an account of its own.
-- No table but this one is locked here, and for a moment: a payment locks its account first and then books, so that whoever
-- locked this one and wanted the accounts next could wait for it in a circle. V87 and V93 do the others, one after the other.
-- Instances of before book as they did: what they do not write is nothing.
set local lock_timeout = '5s';
alter table ledger_posting
    add column fees_after bigint not null default 0,
    add constraint ledger_posting_fees_not_below_zero check (fees_after >= 0) not valid,
    drop constraint ledger_posting_adds_up,
    drop constraint ledger_posting_taken_from_check,
    drop constraint ledger_posting_given_to_check,
    -- Not looked through while nobody can book: V87 does that.
    add constraint ledger_posting_adds_up check (held_after + penalties_after + fees_after + in_payout_after + paid_out_after
        + clearing_after = 0) not valid,
    add constraint ledger_posting_taken_from_check check (taken_from in ('HELD', 'PENALTIES', 'FEES', 'IN_PAYOUT', 'PAID_OUT',
        'PLATFORM_CLEARING')) not valid,
    add constraint ledger_posting_given_to_check check (given_to in ('HELD', 'PENALTIES', 'FEES', 'IN_PAYOUT', 'PAID_OUT',
        'PLATFORM_CLEARING')) not valid;

-- As before, with one balance more. What is hashed stays what it is: balances follow from what is booked.
create or replace function ledger_book() returns trigger language plpgsql as $$
declare
    last_one record;
begin
    -- One books on an account at a time, until its transaction ends; two of this service wait for the account's row before.
    perform pg_advisory_xact_lock(hashtextextended(new.account_id, 2));
    select seq, hash, held_after, penalties_after, fees_after, in_payout_after, paid_out_after, clearing_after
      into last_one from ledger_posting where account_id = new.account_id order by seq desc limit 1;
    if not found then
        if not exists (select from deposit_account where id = new.account_id) then
            raise exception 'no deposit account %', new.account_id using errcode = 'foreign_key_violation';
        end if;
        select 0::bigint as seq, repeat('0', 64)::char(64) as hash, 0::bigint as held_after, 0::bigint as penalties_after,
               0::bigint as fees_after, 0::bigint as in_payout_after, 0::bigint as paid_out_after, 0::bigint as clearing_after
          into last_one;
    end if;
    new.seq := last_one.seq + 1;
    new.previous_hash := last_one.hash;
    new.held_after := last_one.held_after
        + new.amount_fen * ((new.given_to = 'HELD')::int - (new.taken_from = 'HELD')::int);
    new.penalties_after := last_one.penalties_after
        + new.amount_fen * ((new.given_to = 'PENALTIES')::int - (new.taken_from = 'PENALTIES')::int);
    new.fees_after := last_one.fees_after
        + new.amount_fen * ((new.given_to = 'FEES')::int - (new.taken_from = 'FEES')::int);
    new.in_payout_after := last_one.in_payout_after
        + new.amount_fen * ((new.given_to = 'IN_PAYOUT')::int - (new.taken_from = 'IN_PAYOUT')::int);
    new.paid_out_after := last_one.paid_out_after
        + new.amount_fen * ((new.given_to = 'PAID_OUT')::int - (new.taken_from = 'PAID_OUT')::int);
    new.clearing_after := last_one.clearing_after
        + new.amount_fen * ((new.given_to = 'PLATFORM_CLEARING')::int - (new.taken_from = 'PLATFORM_CLEARING')::int);
    new.hash := encode(sha256(convert_to(concat_ws(e'\n',
        new.account_id, new.seq, new.kind, new.subject, new.part, new.taken_from, new.given_to, new.amount_fen,
        new.case_id, new.actor_kind, length(new.actor_id) || ' ' || new.actor_id, new.decision,
        (extract(epoch from new.posted_at) * 1000000)::bigint, new.previous_hash), 'UTF8')), 'hex');
    return new;
end
$$;
