create table document (
    id          text primary key,
    kind        text not null,
    owner       text not null,
    sha256      char(64) not null,
    bytes       bigint not null check (bytes > 0),
    media_type  text not null,
    uploaded_at timestamptz not null,
    content     bytea not null
);
-- Scans do not shrink; trying to costs time on every upload.
alter table document alter column content set storage external;
