-- What somebody was asked to remit, by the remark it is known by.
create table remittance_request (
    remark     text        primary key,
    case_id    text        not null,
    transfer   int         not null check (transfer > 0),
    amount_fen bigint      not null check (amount_fen > 0),
    asked_at   timestamptz not null
);
create index remittance_request_amount on remittance_request (amount_fen, asked_at desc);
create trigger remittance_request_append_only before update or delete or truncate on remittance_request
    for each statement execute function refuse_change();

-- What came in, once by the bank's reference, whatever it counted for.
create table remittance_credit (
    id            text        primary key,
    reference     text        not null unique,
    amount_fen    bigint      not null,
    remark        text,
    written       text        not null,
    payer         text        not null,
    payer_account text        not null,
    sealed_for    text        not null,
    paid_at       timestamptz not null,
    received_at   timestamptz not null,
    outcome       text        not null,
    case_id       text,
    returned_at   timestamptz,
    returned_by   text,
    return_note   text,
    check ((returned_at is null) = (returned_by is null) and (returned_at is null) = (return_note is null))
);
create index remittance_credit_paid on remittance_credit (paid_at);
create index remittance_credit_received on remittance_credit (received_at desc, id desc);
create index remittance_credit_case on remittance_credit (case_id) where case_id is not null;
create index remittance_credit_unreturned on remittance_credit (received_at) where returned_at is null;

-- How far the bank was read.
create table remittance_reading (
    one         boolean     primary key default true check (one),
    complete_at timestamptz not null,
    back_at     timestamptz
);

comment on column remittance_reading.complete_at is 'when the last reading began of which everything is on record';
comment on column remittance_reading.back_at     is 'when the last one of these began that looked back for what was booked late';
comment on column remittance_credit.remark     is 'one that was named to somebody; null where it is none of these';
comment on column remittance_credit.written    is 'what the payer wrote instead, sealed for sealed_for';
comment on column remittance_credit.payer      is 'sealed for sealed_for';
comment on column remittance_credit.sealed_for is 'the merchant whose licence it is, or the credit itself where somebody else paid';
