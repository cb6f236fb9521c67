-- Each posting carries the balances it leaves, so that nothing is updated when something is booked, and what stood at a
-- moment stands in a row that never changes.
alter table ledger_posting
    add column held_after      bigint,
    add column penalties_after bigint,
    add column in_payout_after bigint,
    add column paid_out_after  bigint,
    -- the other side of everything that came in: never above zero
    add column clearing_after  bigint;

alter table ledger_posting disable trigger ledger_posting_append_only;
update ledger_posting p
   set held_after = s.held, penalties_after = s.penalties, in_payout_after = s.in_payout,
       paid_out_after = s.paid_out, clearing_after = s.clearing
  from (select account_id, seq,
               sum(amount_fen * ((given_to = 'HELD')::int - (taken_from = 'HELD')::int)) over so_far as held,
               sum(amount_fen * ((given_to = 'PENALTIES')::int - (taken_from = 'PENALTIES')::int)) over so_far as penalties,
               sum(amount_fen * ((given_to = 'IN_PAYOUT')::int - (taken_from = 'IN_PAYOUT')::int)) over so_far as in_payout,
               sum(amount_fen * ((given_to = 'PAID_OUT')::int - (taken_from = 'PAID_OUT')::int)) over so_far as paid_out,
               sum(amount_fen * ((given_to = 'PLATFORM_CLEARING')::int - (taken_from = 'PLATFORM_CLEARING')::int))
                   over so_far as clearing
          from ledger_posting window so_far as (partition by account_id order by seq)) s
 where s.account_id = p.account_id and s.seq = p.seq;
alter table ledger_posting enable trigger ledger_posting_append_only;

alter table ledger_posting
    alter column held_after set not null,
    alter column penalties_after set not null,
    alter column in_payout_after set not null,
    alter column paid_out_after set not null,
    alter column clearing_after set not null,
    add constraint ledger_posting_held_not_below_zero check (held_after >= 0),
    add constraint ledger_posting_penalties_not_below_zero check (penalties_after >= 0),
    add constraint ledger_posting_in_payout_not_below_zero check (in_payout_after >= 0),
    add constraint ledger_posting_paid_out_not_below_zero check (paid_out_after >= 0),
    add constraint ledger_posting_clearing_not_above_zero check (clearing_after <= 0),
    add constraint ledger_posting_adds_up
        check (held_after + penalties_after + in_payout_after + paid_out_after + clearing_after = 0);

-- Makes a posting the next link of its account's chain, whatever seq, hashes and balances it came with. The hash is of the
-- fields, a line each, in the order of dev.merchantreview.deposit.Ledger; none can have a line break but an actor's name,
-- which is why its length comes first.
create or replace function ledger_book() returns trigger language plpgsql as $$
declare
    last_one record;
begin
    -- One books on an account at a time, until its transaction ends; two of this service wait for the account's row before.
    perform pg_advisory_xact_lock(hashtextextended(new.account_id, 2));
    select seq, hash, held_after, penalties_after, in_payout_after, paid_out_after, clearing_after
      into last_one from ledger_posting where account_id = new.account_id order by seq desc limit 1;
    if not found then
        if not exists (select from deposit_account where id = new.account_id) then
            raise exception 'no deposit account %', new.account_id using errcode = 'foreign_key_violation';
        end if;
        select 0::bigint as seq, repeat('0', 64)::char(64) as hash, 0::bigint as held_after, 0::bigint as penalties_after,
               0::bigint as in_payout_after, 0::bigint as paid_out_after, 0::bigint as clearing_after
          into last_one;
    end if;
    new.seq := last_one.seq + 1;
    new.previous_hash := last_one.hash;
    new.held_after := last_one.held_after
        + new.amount_fen * ((new.given_to = 'HELD')::int - (new.taken_from = 'HELD')::int);
    new.penalties_after := last_one.penalties_after
        + new.amount_fen * ((new.given_to = 'PENALTIES')::int - (new.taken_from = 'PENALTIES')::int);
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

drop trigger deposit_account_balances on deposit_account;
drop function refuse_balance_change();
alter table deposit_account
    drop column held_fen,
    drop column penalties_fen,
    drop column in_payout_fen,
    drop column paid_out_fen,
    drop column clearing_fen,
    drop column postings,
    drop column last_hash,
    drop column previous_hash;
