-- As refunds and store applications: what only the filing itself reads is one JSON value, and so is its round of review.
alter table filing
    add column review jsonb,
    add column data   jsonb;

update filing
   set review = jsonb_build_object(
           'number', round,
           'submittedAt', coalesce(submission ->> 'at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'submittedBy', coalesce(submission ->> 'by', created_by),
           'problems', problems, 'reason', reason, 'checks', checks, 'clock', clock, 'daysUsed', 0, 'waiting', null,
           'notice', notice),
       data = jsonb_build_object(
           'declared', jsonb_build_object(
               'id', id, 'scenario', scenario, 'productId', product_id, 'ownerId', owner_id, 'platform', platform,
               'sellerId', seller_id, 'linkedId', linked_id, 'luckyDraw', lucky_draw, 'createdBy', created_by,
               'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'reasons', reasons,
           'liveAt', to_char(live_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'late', late, 'documents', documents, 'submission', submission, 'approval', approval);

alter table filing
    alter column review set not null,
    alter column data set not null,
    drop column created_by,
    drop column live_at,
    drop column late,
    drop column reasons,
    drop column round,
    drop column documents,
    drop column submission,
    drop column approval,
    drop column problems,
    drop column reason,
    drop column checks,
    drop column clock,
    drop column notice;
