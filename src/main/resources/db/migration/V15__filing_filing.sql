create table filing (
    id                   text primary key,
    scenario             text not null,
    product_id           text not null references product (id),
    owner_id             text not null,
    platform             text not null,
    seller_id            text not null references streamer (id),
    -- the other side of a PK
    linked_id            text references streamer (id),
    lucky_draw           boolean not null,
    created_by           text not null,
    created_at           timestamptz not null,
    state                text not null,
    live_at              timestamptz,
    late                 boolean not null,
    reasons              jsonb not null,
    round                int not null,
    documents            jsonb not null,
    submission           jsonb,
    approval             jsonb,
    -- set while approved: the product may be sold while its watched revision is this
    approved_revision    bigint,
    problems             jsonb not null,
    reason               text,
    checks               jsonb not null,
    clock                jsonb,
    notice               text,
    process_instance_key bigint,
    last_task_key        bigint not null,
    updated_at           timestamptz not null,
    version              bigint not null,
    check ((state = 'APPROVED') = (approved_revision is not null))
);
-- One filing that is not closed per product, scenario and streamers; also what a sale permit looks up.
create unique index filing_open on filing (product_id, seller_id, scenario, coalesce(linked_id, ''))
    where state <> 'CLOSED';
create index filing_newest on filing (created_at desc, id desc);
create index filing_owner on filing (owner_id, created_at desc, id desc);
create index filing_seller on filing (seller_id, created_at desc, id desc);
create index filing_linked on filing (linked_id, created_at desc, id desc) where linked_id is not null;
create index filing_in_review on filing (id) where state = 'IN_REVIEW';
create index filing_instance on filing (process_instance_key) where process_instance_key is not null;

-- Somebody's products a streamer took up for distribution, whether or not that had to be filed then.
create table distribution_listing (
    streamer_id text not null references streamer (id),
    product_id  text not null references product (id),
    listed_by   text not null,
    listed_at   timestamptz not null,
    primary key (streamer_id, product_id)
);

-- What the decision tables say of a streamer's figures, for the version of them that was judged.
create table streamer_standing (
    streamer_id      text not null references streamer (id),
    platform         text not null,
    streamer_version bigint not null,
    rules            text not null,
    pk_unmet         jsonb not null,
    lucky_draw_unmet jsonb not null,
    evidence         jsonb not null,
    judged_at        timestamptz not null,
    primary key (streamer_id, platform)
);

create table pk_session (
    id         text primary key,
    platform   text not null,
    -- the sides in the order of their ids
    first_id   text collate "C" not null references streamer (id),
    second_id  text collate "C" not null references streamer (id),
    live_at    timestamptz not null,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint not null,
    check (first_id < second_id)
);
create unique index pk_session_sides on pk_session (first_id, second_id, platform, live_at);

create table pk_lane (
    session_id   text not null references pk_session (id),
    streamer_id  text not null references streamer (id),
    confirmed_at timestamptz,
    confirmed_by text,
    left_at      timestamptz,
    primary key (session_id, streamer_id)
);

-- The products to be hung, by who sells them.
create table pk_product (
    session_id  text not null references pk_session (id),
    streamer_id text not null,
    product_id  text not null references product (id),
    filing_id   text not null references filing (id),
    primary key (session_id, streamer_id, product_id)
);
create index pk_product_filing on pk_product (filing_id);
