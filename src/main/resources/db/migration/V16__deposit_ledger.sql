-- What one store or service provider has deposited. The balances are kept by the postings below and by nothing else.
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
    previous_hash  char(64) not null default repeat('0', 64),
    opened_at      timestamptz not null,
    check (application_id is not null or holder_id is not null),
    check (held_fen + penalties_fen + in_payout_fen + paid_out_fen + clearing_fen = 0)
);

-- A posting takes an amount from one account and gives it to another, so it cannot be out of balance.
create table ledger_posting (
    -- The trigger below finds the account, or refuses; a foreign key would look it up a second time.
    account_id    text not null,
    seq           bigint not null check (seq > 0),
    kind          text not null,
    -- what is booked: a payment, a penalty, a payout; in parts when it is booked bit by bit
    subject       text not null,
    part          int not null,
    taken_from    text not null,
    given_to      text not null,
    amount_fen    bigint not null check (amount_fen > 0),
    case_id       text not null,
    actor_kind    text not null,
    actor_id      text not null,
    decision      text not null,
    posted_at     timestamptz not null,
    hash          char(64) not null,
    previous_hash char(64) not null,
    primary key (account_id, seq),
    check (taken_from <> given_to),
    check (taken_from in ('HELD', 'PENALTIES', 'IN_PAYOUT', 'PAID_OUT', 'PLATFORM_CLEARING')),
    check (given_to in ('HELD', 'PENALTIES', 'IN_PAYOUT', 'PAID_OUT', 'PLATFORM_CLEARING'))
);
-- Nothing is booked twice.
create unique index ledger_posting_once on ledger_posting (kind, subject, part);

-- Both sides of every posting, for whoever adds them up.
create view ledger_entry as
select account_id, seq, taken_from as ledger_account, -amount_fen as amount_fen, kind, subject, posted_at from ledger_posting
union all
select account_id, seq, given_to, amount_fen, kind, subject, posted_at from ledger_posting;

-- Makes a posting the next link of its account's chain, whatever seq and hashes it came with, and moves the balances. The
-- hash is of the fields, a line each, in the order of dev.merchantreview.deposit.Ledger; none can have a line break but an
-- actor's name, which is why its length comes first.
create function ledger_book() returns trigger language plpgsql as $$
begin
    update deposit_account a
       set held_fen = held_fen + new.amount_fen * ((new.given_to = 'HELD')::int - (new.taken_from = 'HELD')::int),
           penalties_fen = penalties_fen
               + new.amount_fen * ((new.given_to = 'PENALTIES')::int - (new.taken_from = 'PENALTIES')::int),
           in_payout_fen = in_payout_fen
               + new.amount_fen * ((new.given_to = 'IN_PAYOUT')::int - (new.taken_from = 'IN_PAYOUT')::int),
           paid_out_fen = paid_out_fen
               + new.amount_fen * ((new.given_to = 'PAID_OUT')::int - (new.taken_from = 'PAID_OUT')::int),
           clearing_fen = clearing_fen
               + new.amount_fen * ((new.given_to = 'PLATFORM_CLEARING')::int - (new.taken_from = 'PLATFORM_CLEARING')::int),
           postings = a.postings + 1,
           previous_hash = a.last_hash,
           last_hash = encode(sha256(convert_to(concat_ws(e'\n',
               new.account_id, a.postings + 1, new.kind, new.subject, new.part, new.taken_from, new.given_to,
               new.amount_fen, new.case_id, new.actor_kind, length(new.actor_id) || ' ' || new.actor_id, new.decision,
               (extract(epoch from new.posted_at) * 1000000)::bigint, a.last_hash), 'UTF8')), 'hex')
     where a.id = new.account_id
    returning a.postings, a.last_hash, a.previous_hash into new.seq, new.hash, new.previous_hash;
    if not found then
        raise exception 'no deposit account %', new.account_id using errcode = 'foreign_key_violation';
    end if;
    return new;
end
$$;
create trigger ledger_book before insert on ledger_posting for each row execute function ledger_book();

-- Balances move by postings only.
create function refuse_balance_change() returns trigger language plpgsql as $$
begin
    raise exception 'balances are changed by postings only' using errcode = 'insufficient_privilege';
end
$$;
create trigger deposit_account_balances before update on deposit_account for each row
    when (pg_trigger_depth() < 1
          and (new.held_fen, new.penalties_fen, new.in_payout_fen, new.paid_out_fen, new.clearing_fen, new.postings,
               new.last_hash)
              is distinct from (old.held_fen, old.penalties_fen, old.in_payout_fen, old.paid_out_fen, old.clearing_fen,
               old.postings, old.last_hash))
    execute function refuse_balance_change();
create trigger deposit_account_kept before delete or truncate on deposit_account
    for each statement execute function refuse_change();
create trigger ledger_posting_append_only before update or delete or truncate on ledger_posting
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
