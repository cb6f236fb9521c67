-- As refunds: what only the store application itself reads is one JSON value, and so is its round of review.
alter table store_application
    add column review jsonb,
    add column data   jsonb;

update store_application
   set review = jsonb_build_object(
           'number', round,
           'submittedAt', to_char(submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'submittedBy', submitted_by,
           'problems', problems, 'reason', reason, 'checks', checks, 'clock', audit, 'daysUsed', audit_days_used,
           'waiting', waiting, 'notice', notice),
       data = jsonb_build_object(
           'submittedBy', submitted_by, 'content', content, 'approvedRound', approved_round,
           'verification', verification, 'contract', contract, 'depositRequiredFen', deposit_required_fen,
           'storeId', store_id, 'reviewer', reviewer);

alter table store_application
    alter column review set not null,
    alter column data set not null,
    drop column submitted_by,
    -- what is personal in it sealed, in data now
    drop column content,
    drop column round,
    drop column problems,
    drop column audit_due_at,
    drop column audit,
    drop column audit_provisional,
    drop column audit_days_used,
    drop column approved_round,
    drop column waiting,
    drop column checks,
    drop column verification,
    drop column contract,
    drop column deposit_required_fen,
    drop column reviewer,
    drop column reason,
    drop column notice,
    drop column submitted_at,
    add check ((review ->> 'number')::int > 0),
    add check ((data ->> 'depositRequiredFen')::bigint >= 0);
