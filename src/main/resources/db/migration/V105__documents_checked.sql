-- Reads every row once and keeps nobody from reading or writing meanwhile.
alter table document validate constraint document_one_content;
alter table document validate constraint document_content_kept;
