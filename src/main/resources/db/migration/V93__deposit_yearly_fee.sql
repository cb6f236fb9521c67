-- Yearly fees as they are demanded. The reference locks deposit_account for a moment, and nothing else is locked that is there
-- already (see V86).
set local lock_timeout = '5s';

-- The fee of a store for one year, demanded once. What was demanded stays: only that people were told, and that it is paid, is
-- written later, each once.
create table yearly_fee (
    id           text        primary key,
    account_id   text        not null references deposit_account (id),
    store_id     text        not null,
    -- the store's own day, which the year begins on
    year_from    date        not null,
    year_until   date        not null,
    amount_fen   bigint      not null check (amount_fen > 0),
    demanded_at  timestamptz not null,
    remind_at    timestamptz not null,
    due_at       timestamptz not null,
    reminded_at  timestamptz,
    overdue_at   timestamptz,
    paid_at      timestamptz,
    unique (store_id, year_from)
);
create index yearly_fee_account on yearly_fee (account_id, year_from);
create index yearly_fee_unpaid on yearly_fee (remind_at) where paid_at is null;

create function refuse_fee_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was demanded of a yearly fee stays' using errcode = 'insufficient_privilege';
end
$$;
create trigger yearly_fee_demanded before update on yearly_fee for each row
    when ((new.id, new.account_id, new.store_id, new.year_from, new.year_until, new.amount_fen, new.demanded_at, new.remind_at, new.due_at)
              is distinct from
          (old.id, old.account_id, old.store_id, old.year_from, old.year_until, old.amount_fen, old.demanded_at, old.remind_at, old.due_at)
          or old.reminded_at <> coalesce(new.reminded_at, 'epoch')
          or old.overdue_at <> coalesce(new.overdue_at, 'epoch')
          or old.paid_at <> coalesce(new.paid_at, 'epoch'))
    execute function refuse_fee_change();
create trigger yearly_fee_kept before delete or truncate on yearly_fee
    for each statement execute function refuse_change();

-- When the fee was turned on and off on a platform, as its profile was seen to say: no year is asked for that began before.
create table yearly_fee_switch (
    platform    text        not null,
    switched_at timestamptz not null,
    is_on       boolean     not null,
    primary key (platform, switched_at)
);
create trigger yearly_fee_switch_append_only before update or delete or truncate on yearly_fee_switch
    for each statement execute function refuse_change();
