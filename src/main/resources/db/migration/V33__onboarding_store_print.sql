-- Whose stores these are, as keyed hashes: who closed one is recognised under another merchant id, and nothing can be
-- read out of it. What opened before is filled in by the service, which alone can open the sealed data.
create table store_print (
    store_id text not null references store (id),
    kind     text not null,
    print    char(64) not null,
    primary key (store_id, kind, print)
);
create index store_print_found on store_print (print);
alter table store_application add column printed boolean not null default false;
create index store_application_unprinted on store_application (id) where store_id is not null and not printed;
