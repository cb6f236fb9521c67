-- Payments that reached us: one row a payment id, never changed.
create table deposit_payment (
    payment_id  text primary key,
    reference   text not null,
    amount_fen  bigint not null check (amount_fen > 0),
    paid_at     timestamptz not null,
    payer       text not null,
    received_at timestamptz not null
);
create index deposit_payment_reference on deposit_payment (reference);

create trigger deposit_payment_append_only before update or delete or truncate on deposit_payment
    for each statement execute function refuse_change();
