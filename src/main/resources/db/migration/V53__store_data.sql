-- As the other cases: what only the store itself reads is one JSON value, and so is the round of its closing.
alter table store rename column opened_at to created_at;
alter table store
    add column review jsonb,
    add column data   jsonb;

update store
   set review = jsonb_build_object(
           'number', closure_round,
           'submittedAt', coalesce(closure ->> 'requestedAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'submittedBy', coalesce(closure ->> 'requestedBy', merchant_id),
           'problems', case when closure ->> 'decisionCode' is null then '[]'::jsonb
               else jsonb_build_array(jsonb_build_object(
                   'pointer', '', 'code', closure -> 'decisionCode', 'note', null, 'from', 'AUDITOR')) end,
           'reason', closure -> 'decision', 'checks', '[]'::jsonb, 'clock', closure -> 'clock', 'daysUsed', 0,
           'waiting', null, 'notice', closure -> 'notice'),
       data = jsonb_build_object(
           'opening', jsonb_build_object(
               'id', id, 'applicationId', application_id, 'platform', platform, 'merchantId', merchant_id,
               'storeType', store_type, 'name', name, 'approvedBy', approved_by,
               'openedAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'closureReason', closure -> 'reason', 'decidedBy', closure -> 'decidedBy',
           'closedAt', to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'reopenableFrom', to_char(reopenable_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));

alter table store
    alter column review set not null,
    alter column data set not null,
    drop column store_type,
    drop column name,
    drop column approved_by,
    drop column closure_round,
    drop column closure,
    drop column closed_at,
    add check ((state = 'CLOSED') = ((data ->> 'closedAt') is not null));
