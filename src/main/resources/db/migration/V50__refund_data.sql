-- What only the refund itself reads is one JSON value, and so is its round of review; a column of its own is left to what
-- queries, indexes and constraints need. Personal data stays sealed as it was.
alter table deposit_refund
    add column review jsonb,
    add column data   jsonb;

update deposit_refund
   set review = jsonb_build_object(
           'number', round,
           'submittedAt', to_char(submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'submittedBy', submitted_by,
           'problems', problems, 'reason', reason, 'checks', checks, 'clock', clock, 'daysUsed', days_used,
           'waiting', waiting, 'notice', notice),
       data = jsonb_build_object(
           'request', jsonb_build_object(
               'id', id, 'holderKind', holder_kind, 'holderId', holder_id, 'platform', platform, 'ownerId', owner_id,
               'submittedBy', submitted_by,
               'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'content', content, 'assessment', assessment, 'finance', finance_approval, 'second', second_approval,
           'payoutNumber', payout_number, 'paidFen', paid_fen,
           'paidAt', to_char(paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));

alter table deposit_refund
    alter column review set not null,
    alter column data set not null,
    drop column holder_kind,
    drop column submitted_by,
    drop column round,
    -- account number and holder sealed, in data now
    drop column content,
    drop column submitted_at,
    drop column problems,
    drop column reason,
    drop column checks,
    drop column clock,
    drop column days_used,
    drop column waiting,
    drop column assessment,
    drop column finance_approval,
    drop column second_approval,
    drop column payout_number,
    drop column paid_fen,
    drop column paid_at,
    drop column notice,
    add check ((state = 'PAID') = ((data ->> 'paidFen') is not null));
