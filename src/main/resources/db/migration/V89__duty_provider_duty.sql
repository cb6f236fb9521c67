-- That a store's merchant has to have a service provider until a day, by a rule notice.
create table provider_duty (
    id           text        primary key,
    platform     text        not null,
    store_id     text        not null references store (id),
    merchant_id  text        not null,
    category     text        not null,
    industry     text        not null,
    notice_id    text        not null references rule_notice (id),
    state        text        not null check (state in ('DUE', 'MET', 'ASSIGNED', 'UNMET', 'APPEALED', 'APPEAL_REFUSED',
        'RESTORED', 'LAPSED')),
    last_day     date        not null,
    created_at   timestamptz not null,
    reminded_at  timestamptz,
    ended_at     timestamptz,
    appeal_words text,
    appealed_by  text,
    appealed_at  timestamptz,
    answer       text,
    answered_by  text,
    answered_at  timestamptz,
    check ((state = 'DUE') = (ended_at is null)),
    check (state not in ('APPEALED', 'APPEAL_REFUSED') or appeal_words is not null),
    check ((appeal_words is null) = (appealed_by is null) and (appeal_words is null) = (appealed_at is null)),
    check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
-- A store is asked once at a time.
create unique index provider_duty_due on provider_duty (store_id, category, notice_id) where state = 'DUE';
create index provider_duty_open on provider_duty (id) where state = 'DUE';
create index provider_duty_store on provider_duty (store_id);
create index provider_duty_newest on provider_duty (created_at desc, id desc);
create index provider_duty_merchant on provider_duty (merchant_id, created_at desc, id desc);
