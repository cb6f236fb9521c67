-- Editions that were found, before their day, to be ones the running release cannot read. Time brings them into force: a
-- start is not stopped by one that stands here, and is by one that counts and was not known.
create table decision_edition_unusable (
    table_id text        not null,
    edition  int         not null,
    since    timestamptz not null,
    why      text        not null,
    primary key (table_id, edition),
    foreign key (table_id, edition) references decision_edition (table_id, edition)
);
