-- Not in a transaction, as V61.
drop index concurrently if exists document_by_content;
create index concurrently document_by_content on document (content_id) where content_id is not null;
drop index concurrently if exists document_in_database;
create index concurrently document_in_database on document (id) where content is not null;
