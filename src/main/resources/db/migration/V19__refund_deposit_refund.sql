create table deposit_refund (
    id                   text primary key,
    holder_kind          text not null,
    holder_id            text not null,
    platform             text not null,
    owner_id             text not null,
    submitted_by         text not null,
    created_at           timestamptz not null,
    state                text not null,
    open                 boolean not null,
    round                int not null,
    -- account number and holder sealed
    content              jsonb not null,
    submitted_at         timestamptz not null,
    problems             jsonb not null,
    reason               text,
    checks               jsonb not null,
    clock                jsonb,
    days_used            int not null,
    waiting              jsonb,
    -- what is reviewed and paid, and who approved it
    assessment           jsonb,
    finance_approval     jsonb,
    second_approval      jsonb,
    payout_number        text,
    paid_fen             bigint,
    paid_at              timestamptz,
    notice               text,
    process_instance_key bigint,
    last_task_key        bigint not null,
    updated_at           timestamptz not null,
    version              bigint not null,
    check ((state = 'PAID') = (paid_fen is not null))
);
-- One refund at a time.
create unique index deposit_refund_open on deposit_refund (holder_id) where open;
create index deposit_refund_newest on deposit_refund (created_at desc, id desc);
create index deposit_refund_owner on deposit_refund (owner_id, created_at desc, id desc);
create index deposit_refund_instance on deposit_refund (process_instance_key) where process_instance_key is not null;

-- What the bank is asked to pay: on record before it is asked, under a number that is never used again.
create table payout (
    number      text primary key,
    refund_id   text not null references deposit_refund (id),
    attempt     int not null,
    amount_fen  bigint not null check (amount_fen > 0),
    account     jsonb not null,
    status      text not null check (status in ('ORDERED', 'SETTLED', 'FAILED')),
    bank_reason text,
    ordered_at  timestamptz not null,
    ended_at    timestamptz,
    unique (refund_id, attempt),
    check ((status = 'ORDERED') = (ended_at is null))
);
-- While one payout's end is not known there is no other.
create unique index payout_one_at_a_time on payout (refund_id) where status <> 'FAILED';
create index payout_ordered_at on payout (ordered_at);

create function payout_kept() returns trigger language plpgsql as $$
begin
    if (new.number, new.refund_id, new.attempt, new.amount_fen, new.account, new.ordered_at)
       is distinct from (old.number, old.refund_id, old.attempt, old.amount_fen, old.account, old.ordered_at)
       or old.status <> 'ORDERED' then
        raise exception 'a payout is changed only by its end' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger payout_kept before update on payout for each row execute function payout_kept();
create trigger payout_not_deleted before delete or truncate on payout
    for each statement execute function refuse_change();

-- Where the bank's statement and the ledger disagree.
create table payout_finding (
    id          bigint generated always as identity primary key,
    number      text not null,
    kind        text not null,
    refund_id   text,
    detail      text not null,
    found_at    timestamptz not null,
    resolved_at timestamptz
);
create unique index payout_finding_open on payout_finding (number, kind) where resolved_at is null;
