-- Whose job it was: what a job answered is kept while its process instance has something to do.
alter table engine_job_done add column process_instance_key bigint;

-- What is old is found without reading what is young; such an index costs next to nothing to keep.
create index engine_outbox_sent on engine_outbox using brin (sent_at);
create index engine_job_done_at on engine_job_done using brin (done_at);
create index engine_completed_task_asked on engine_completed_task using brin (asked_at);
create index notification_created on notification using brin (created_at);

-- Payments from before there was a ledger are booked as they came, each on the account of the application it names.
insert into deposit_account (id, holder_kind, holder_id, application_id, platform, owner_id, required_fen, operating, opened_at)
select 'dp_' || left(replace(gen_random_uuid()::text, '-', ''), 16), 'STORE', a.store_id, a.id, a.platform, a.merchant_id,
       coalesce((a.data ->> 'depositRequiredFen')::bigint, 0),
       coalesce((select s.state <> 'CLOSED' from store s where s.id = a.store_id), true), now()
  from store_application a
 where exists (select from deposit_payment p
                where p.reference = a.id
                  and not exists (select from ledger_posting l where l.kind = 'PAYMENT' and l.subject = p.payment_id))
    on conflict do nothing;
insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind, actor_id,
    decision, posted_at)
select d.id, 'PAYMENT', p.payment_id, 1, 'PLATFORM_CLEARING', 'HELD', p.amount_fen, p.reference, 'PAYMENT_PROVIDER',
       'payment-provider',
       json_build_object('paymentId', p.payment_id, 'payer', p.payer, 'paidAt',
                         to_char(p.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text,
       now()
  from deposit_payment p
  join deposit_account d on d.application_id = p.reference
 where not exists (select from ledger_posting l where l.kind = 'PAYMENT' and l.subject = p.payment_id)
 order by p.received_at, p.payment_id;
