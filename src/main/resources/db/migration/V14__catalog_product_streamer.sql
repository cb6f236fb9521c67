create table streamer (
    id                   text primary key,
    merchant_id          text not null,
    nickname             text not null,
    designated           boolean not null,
    merchant_level       int not null,
    merchant_level_on    date not null,
    experience_rating    numeric not null,
    experience_rating_on date not null,
    followers            bigint not null check (followers >= 0),
    followers_on         date not null,
    updated_at           timestamptz not null,
    version              bigint not null
);
create index streamer_merchant on streamer (merchant_id);

create table streamer_version (
    streamer_id text not null references streamer (id),
    version     bigint not null,
    content     jsonb not null,
    changed_by  text not null,
    changed_at  timestamptz not null,
    primary key (streamer_id, version)
);
create trigger streamer_version_append_only before update or delete or truncate on streamer_version
    for each statement execute function refuse_change();

create table product (
    id               text primary key,
    owner_id         text not null,
    platform         text not null,
    content          jsonb not null,
    category         text generated always as (content ->> 'category') stored,
    price_fen        bigint generated always as ((content ->> 'priceFen')::bigint) stored,
    listed           boolean not null,
    offline_review   text,
    version          bigint not null,
    -- counts edits of watched fields only
    watched_revision bigint not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null
);
create index product_newest on product (created_at desc, id desc);
create index product_owner on product (owner_id, created_at desc, id desc);

create table product_version (
    product_id       text not null references product (id),
    version          bigint not null,
    watched_revision bigint not null,
    change           text not null,
    changed_fields   jsonb not null,
    content          jsonb not null,
    changed_by       text not null,
    changed_at       timestamptz not null,
    primary key (product_id, version)
);
create trigger product_version_append_only before update or delete or truncate on product_version
    for each statement execute function refuse_change();
