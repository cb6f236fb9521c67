-- The last day to file by which the process of a PK was given its times: a calendar notice can move it.
alter table pk_session
    add column dated_for timestamptz;
