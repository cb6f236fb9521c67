-- What one store or service provider has deposited. The balances are kept by the entries below and by nothing else.
create table deposit_account (
    id             text primary key,
    holder_kind    text not null,
    -- the store application payments name before there is a store
    application_id text unique,
    -- the store or the service provider
    holder_id      text unique,
    platform       text not null,
    owner_id       text not null,
    required_fen   bigint not null check (required_fen >= 0),
    -- false when the holder has ended: nothing is demanded of it any more
    operating      boolean not null,
    top_up_due_at  timestamptz,
    held_fen       bigint not null default 0 check (held_fen >= 0),
    penalties_fen  bigint not null default 0 check (penalties_fen >= 0),
    in_payout_fen  bigint not null default 0 check (in_payout_fen >= 0),
    paid_out_fen   bigint not null default 0 check (paid_out_fen >= 0),
    -- the other side of everything that came in: never above zero
    clearing_fen   bigint not null default 0 check (clearing_fen <= 0),
    postings       bigint not null default 0,
    last_hash      char(64) not null default repeat('0', 64),
    opened_at      timestamptz not null,
    check (application_id is not null or holder_id is not null),
    check (held_fen + penalties_fen + in_payout_fen + paid_out_fen + clearing_fen = 0)
);

create table ledger_posting (
    account_id    text not null references deposit_account (id),
    seq           bigint not null check (seq > 0),
    kind          text not null,
    -- what is booked: a payment, a penalty, a payout; in parts when it is booked bit by bit
    subject       text not null,
    part          int not null,
    total_fen     bigint not null check (total_fen > 0),
    case_id       text not null,
    actor_kind    text not null,
    actor_id      text not null,
    decision      text not null,
    posted_at     timestamptz not null,
    hash          char(64) not null,
    previous_hash char(64) not null,
    primary key (account_id, seq)
);
-- Nothing is booked twice.
create unique index ledger_posting_once on ledger_posting (kind, subject, part);

create table ledger_entry (
    account_id     text not null,
    seq            bigint not null,
    ledger_account text not null
        check (ledger_account in ('HELD', 'PENALTIES', 'IN_PAYOUT', 'PAID_OUT', 'PLATFORM_CLEARING')),
    amount_fen     bigint not null check (amount_fen <> 0),
    primary key (account_id, seq, ledger_account),
    foreign key (account_id, seq) references ledger_posting (account_id, seq)
);

-- Whatever is inserted: the posting it belongs to balances, and moves just what it says it moves.
create function ledger_entries_booked() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct account_id, seq from booked) b
          join ledger_posting p using (account_id, seq)
          join ledger_entry e using (account_id, seq)
         group by account_id, seq, p.total_fen
        having sum(e.amount_fen) <> 0 or sum(greatest(e.amount_fen, 0)) <> p.total_fen
    ) then
        raise exception 'a posting does not balance' using errcode = 'check_violation';
    end if;
    update deposit_account a
       set held_fen = a.held_fen + m.held, penalties_fen = a.penalties_fen + m.penalties,
           in_payout_fen = a.in_payout_fen + m.in_payout, paid_out_fen = a.paid_out_fen + m.paid_out,
           clearing_fen = a.clearing_fen + m.clearing
      from (select account_id,
                   coalesce(sum(amount_fen) filter (where ledger_account = 'HELD'), 0) as held,
                   coalesce(sum(amount_fen) filter (where ledger_account = 'PENALTIES'), 0) as penalties,
                   coalesce(sum(amount_fen) filter (where ledger_account = 'IN_PAYOUT'), 0) as in_payout,
                   coalesce(sum(amount_fen) filter (where ledger_account = 'PAID_OUT'), 0) as paid_out,
                   coalesce(sum(amount_fen) filter (where ledger_account = 'PLATFORM_CLEARING'), 0) as clearing
              from booked group by account_id) m
     where a.id = m.account_id;
    return null;
end
$$;
create trigger ledger_entry_booked after insert on ledger_entry
    referencing new table as booked for each statement execute function ledger_entries_booked();

-- No posting without its entries when the transaction ends.
create function ledger_posting_whole() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry where account_id = new.account_id and seq = new.seq) then
        raise exception 'posting %/% has no entries', new.account_id, new.seq using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger ledger_posting_whole after insert on ledger_posting
    deferrable initially deferred for each row execute function ledger_posting_whole();

-- Balances move by entries only.
create function refuse_balance_change() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2
       and (new.held_fen, new.penalties_fen, new.in_payout_fen, new.paid_out_fen, new.clearing_fen)
           is distinct from (old.held_fen, old.penalties_fen, old.in_payout_fen, old.paid_out_fen, old.clearing_fen) then
        raise exception 'balances are changed by entries only' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger deposit_account_balances before update on deposit_account
    for each row execute function refuse_balance_change();
create trigger deposit_account_kept before delete or truncate on deposit_account
    for each statement execute function refuse_change();
create trigger ledger_posting_append_only before update or delete or truncate on ledger_posting
    for each statement execute function refuse_change();
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();

-- Fines. What the deposit does not cover stays unpaid until money comes in.
create table deposit_penalty (
    id         text primary key,
    account_id text not null references deposit_account (id),
    amount_fen bigint not null check (amount_fen > 0),
    rule_id    text not null,
    note       text not null,
    imposed_by text not null,
    imposed_at timestamptz not null
);
create index deposit_penalty_account on deposit_penalty (account_id, imposed_at, id);
create trigger deposit_penalty_append_only before update or delete or truncate on deposit_penalty
    for each statement execute function refuse_change();
