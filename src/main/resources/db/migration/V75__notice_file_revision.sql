-- Which revision of its file a notice was last told by; 0 for one that never had a file. A file of an older one changes nothing.
alter table rule_notice add column file_revision int not null default 0 check (file_revision >= 0);
update rule_notice set file_revision = 1 where origin = 'FILE';

-- Cases whose row in the index cannot be made now: they are tried again by themselves, and hold nothing else up.
create table case_index_unreadable (
    case_id  text        primary key,
    since    timestamptz not null,
    tried_at timestamptz not null,
    why      text        not null
);
create index case_index_unreadable_tried on case_index_unreadable (tried_at, case_id);
