-- Fills the tables behind the index that cases.sql filled, in the shapes the service writes, in proportion to :cases: the
-- rows of the numbers from :from to :cases. What is sealed cannot be opened, as if its keys had been taken away. Thirty
-- cases are of merchants of their own, so that somebody acts for few, however many others have.
set session_replication_role = replica;

create temporary table made as
select n, lpad(to_hex(n), 16, '0') as x,
       case when n < 300 then 'm-1few' || n % 3 else 'm-9' || (n % greatest(:cases / 3, 1)) end as merchant,
       (array['DOUYIN', 'KUAISHOU', 'WECHAT', 'XIAOHONGSHU'])[1 + (n / 7) % 4] as platform,
       random() < 0.05 as open, (n / 10) % 20 as step, at.created_at, at.created_at + random() * interval '5 days' as updated_at,
       jsonb_build_object('number', 1, 'submittedAt', at.created_at, 'submittedBy', 'bench', 'problems', '[]'::jsonb, 'checks',
           '[]'::jsonb, 'daysUsed', 0) as review
  from generate_series(:from, :cases) n
 cross join lateral (select now() - random() * interval '730 days' - n * interval '1 microsecond' as created_at) at;
create index on made (n);
analyze made;

insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on, experience_rating,
       experience_rating_on, followers, followers_on, updated_at, version)
select 's-' || to_hex(n), merchant, '主播' || n, true, 4, current_date, 4.7, current_date, 300000, current_date, created_at, 1
  from made where n % 50 = 0;
insert into figure (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
select 'STREAMER', 's-' || to_hex(n), name, 0, current_date, 'streamers', value, 0
  from made cross join (values ('merchant-level', 4), ('experience-rating', 4.7), ('followers', 300000)) as f(name, value)
 where n % 50 = 0;
insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number, pk_unmet, lucky_draw_unmet, evidence,
       judged_at)
select 's-' || to_hex(n), p, 1, 'bench', 1, '[]', '[]', '[]', created_at
  from made cross join unnest(array['DOUYIN', 'KUAISHOU', 'WECHAT', 'XIAOHONGSHU']) p where n % 50 = 0;

insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at, updated_at)
select 'p-' || to_hex(n), merchant, platform, jsonb_build_object('ownerId', merchant, 'platform', platform, 'title', '商品' || n,
       'shortTitle', '商品', 'mainImage', 'dc_0000000000000000', 'detailImages', '[]'::jsonb, 'category', '服饰', 'attributes',
       '{}'::jsonb, 'priceFen', 100, 'stock', 1), true, 1, 1, created_at, updated_at
  from made where n % 10 = 0;
insert into product_version (product_id, version, watched_revision, change, changed_fields, content, changed_by, changed_at)
select id, 1, 1, 'EDITED', '[]', content, 'MERCHANT:bench', created_at from product
    on conflict do nothing;

insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, state, approved_revision, cycle,
       lapsed, created_at, last_task_key, updated_at, version, review, data)
select 'fl_' || x, scenario, 'p-' || to_hex(n - n % 10), merchant, platform, 's-' || to_hex(seller), linked, false, state,
       case state when 'APPROVED' then 1 end, 1, not open, created_at, 0, updated_at, 1, review,
       jsonb_build_object('declared', jsonb_build_object('id', 'fl_' || x, 'scenario', scenario, 'productId', 'p-' || to_hex(n - n % 10),
               'ownerId', merchant, 'platform', platform, 'sellerId', 's-' || to_hex(seller), 'linkedId', linked, 'luckyDraw', false,
               'createdBy', 'bench', 'createdAt', created_at),
           'reasons', jsonb_build_array(jsonb_build_object('scenario', case when step = 7 then 'PRODUCT_EDIT' else scenario end, 'at',
               created_at, 'by', 'bench', 'productVersion', 1, 'fields', '[]'::jsonb)),
           'documents', '[]'::jsonb, 'late', false, 'cycle', 1, 'lapsed', not open,
           'submission', jsonb_build_object('by', 'bench', 'at', created_at, 'productVersion', 1, 'watchedRevision', 1),
           'approval', case state when 'APPROVED' then jsonb_build_object('round', 1, 'by', 'bench', 'at', updated_at, 'productVersion', 1,
               'watchedRevision', 1) end)
  from (select made.*, (array['SELF_BUILT', 'DISTRIBUTION', 'PK', 'DISTRIBUTION'])[n % 10 - 2] as scenario, n - n % 50 as seller,
               case when n % 10 = 5 then 's-' || to_hex(n - n % 50 + 50) end as linked,
               case when open then (array['PENDING', 'IN_REVIEW'])[1 + n % 2]
                    else (array['APPROVED', 'APPROVED', 'APPROVED', 'REJECTED', 'CLOSED'])[1 + step % 5] end as state
          from made where n % 10 between 3 and 6) f
    on conflict do nothing;
insert into distribution_listing (streamer_id, product_id, listed_by, listed_at)
select 's-' || to_hex(n - n % 50), 'p-' || to_hex(n - n % 10), 'bench', created_at from made where n % 10 = 4;

insert into store_application (id, platform, merchant_id, store_type, open, state, licence_number, store_id, printed, last_task_key,
       process_instance_key, created_at, updated_at, version, review, data)
select 'sa_' || x, platform, merchant, 'ENTERPRISE', open, state, '9133' || lpad(n::text, 14, '0'),
       case state when 'ACTIVE' then 'st_' || x end, true, 0, 2251799813685248 + n, created_at, updated_at, 1, review,
       jsonb_build_object('submittedBy', 'bench', 'depositRequiredFen', case when state in ('DEPOSIT_DUE', 'ACTIVE', 'EXPIRED') then 2000000 end,
           'storeId', case state when 'ACTIVE' then 'st_' || x end, 'content', jsonb_build_object('platform', platform, 'merchantId',
               merchant, 'storeType', 'ENTERPRISE', 'storeName', '店铺' || n, 'categories', '["服饰"]'::jsonb, 'subject',
               jsonb_build_object('legalName', '商贸有限公司' || n, 'licenceNumber', '9133' || lpad(n::text, 14, '0'),
                   'licenceValidUntil', '2046-05-31', 'legalRepresentative', jsonb_build_object('name', 'v1:AAAA', 'identityNumber',
                       'v1:AAAA')),
               'settlementAccount', jsonb_build_object('holder', '商贸有限公司' || n, 'bank', '招商银行', 'accountNumber', 'v1:AAAA'),
               'contact', jsonb_build_object('name', 'v1:AAAA', 'phone', 'v1:AAAA', 'email', 'v1:AAAA'), 'documents', '[]'::jsonb))
  from (select made.*, case when n % 10 = 0 and step < 16 then 'ACTIVE'
                            when open then (array['SUBMITTED', 'IN_REVIEW', 'FIX_REQUIRED', 'VERIFYING_ACCOUNT', 'SHOP_DATA_DUE', 'SIGNING',
                                                  'DEPOSIT_DUE'])[1 + n % 7]
                            else (array['REJECTED', 'WITHDRAWN', 'EXPIRED'])[1 + n % 3] end as state
          from (select n, x, merchant, platform, open and not (n % 10 = 0 and (n / 10) % 20 < 16) as open, step, created_at, updated_at,
                       review from made where n % 10 < 3) made) a
    on conflict do nothing;
insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, reopenable_from, held_categories,
       process_instance_key, review, data)
select 'st_' || x, 'sa_' || x, platform, merchant, state, created_at, updated_at,
       case state when 'CLOSED' then updated_at + interval '5 months' end,
       array[category], case state when 'CLOSING' then 2251799813685248 + 7 * n end, review,
       jsonb_build_object('opening', jsonb_build_object('id', 'st_' || x, 'applicationId', 'sa_' || x, 'platform', platform, 'merchantId',
               merchant, 'storeType', 'ENTERPRISE', 'name', '店铺' || n, 'openedAt', created_at),
           'closedAt', case state when 'CLOSED' then updated_at end,
           'reopenableFrom', case state when 'CLOSED' then updated_at + interval '5 months' end,
           'categories', jsonb_build_array(jsonb_build_object('name', category, 'state', 'HELD', 'since', created_at, 'loss', null,
               'suspensions', '[]'::jsonb)))
  from (select made.*, case when n % 5000 = 20 then '茶叶' else '服饰' end as category,
               case when step = 3 then 'CLOSED' when step = 5 and open then 'CLOSING' else 'OPEN' end as state
          from made where n % 10 = 0) s;
insert into store_print (store_id, kind, print)
select 'st_' || x, 'ACCOUNT', md5(x) || md5(x) from made where n % 10 = 0;

insert into deposit_account (id, holder_kind, application_id, holder_id, platform, owner_id, required_fen, operating, top_up_due_at,
       opened_at)
select 'dp_' || x, 'STORE', 'sa_' || x, case when n % 10 = 0 then 'st_' || x end, platform, merchant, 2000000, true,
       case when n % 20000 = 0 then now() - interval '1 day' when n % 1000 = 0 then now() + interval '3 days' end, created_at
  from made where n % 10 = 0 or n % 30 = 1;
insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, received_at)
select 'pay-' || x, 'sa_' || x, 2000000, created_at, 'bench', created_at from made where n % 10 = 0 or n % 30 = 1;
insert into ledger_posting (account_id, seq, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind, actor_id,
       decision, posted_at, hash, previous_hash, held_after, penalties_after, in_payout_after, paid_out_after, clearing_after)
select 'dp_' || x, 1, 'PAYMENT', 'pay-' || x, 1, 'PLATFORM_CLEARING', 'HELD', 2000000, 'sa_' || x, 'PAYMENT_PROVIDER', 'bench', '{}',
       created_at, md5(x) || md5(x), md5(x) || md5(x), 2000000, 0, 0, 0, -2000000
  from made where n % 10 = 0 or n % 30 = 1;
insert into deposit_penalty (id, account_id, amount_fen, rule_id, note, imposed_by, imposed_at)
select 'pn_' || x, 'dp_' || x, 1, 'bench', 'bench', 'bench', created_at from made where n % 50 = 0;
insert into yearly_fee (id, account_id, store_id, year_from, year_until, amount_fen, demanded_at, remind_at, due_at, reminded_at,
       overdue_at, paid_at)
select 'yf_' || x, 'dp_' || x, 'st_' || x, created_at::date, created_at::date + 365, 60000, created_at, created_at, updated_at, created_at,
       case when n % 20000 = 0 then updated_at end, case when n % 1000 > 0 then updated_at end
  from made where n % 20 = 0;

insert into deposit_refund (id, holder_id, platform, owner_id, created_at, state, open, process_instance_key, last_task_key, updated_at,
       version, review, data)
select 'rf_' || x, 'st_' || lpad(to_hex(n - 7), 16, '0'), platform, merchant, created_at, state, open, 2251799813685248 + n, 0, updated_at, 1,
       review, jsonb_build_object('request', jsonb_build_object('id', 'rf_' || x, 'holderKind', 'STORE', 'holderId', 'st_' || lpad(to_hex(n - 7),
               16, '0'), 'platform', platform, 'ownerId', merchant, 'submittedBy', 'bench', 'createdAt', created_at), 'deposits', '["STORE"]'::jsonb,
           'content', jsonb_build_object('account', jsonb_build_object('holder', 'v1:AAAA', 'bank', '招商银行', 'accountNumber', 'v1:AAAA', 'kind',
               'COMPANY'), 'documents', '[]'::jsonb),
           'payoutNumber', case when state in ('PAYING', 'PAID') then 'po_' || x end, 'paidFen', case state when 'PAID' then 2000000 end, 'paidAt',
           case state when 'PAID' then updated_at end)
  from (select made.*, case when open then (array['SUBMITTED', 'IN_REVIEW', 'SECOND_REVIEW', 'FIX_REQUIRED', 'PAYING'])[1 + step % 5]
                            else (array['PAID', 'PAID', 'PAID', 'REJECTED', 'WITHDRAWN', 'EXPIRED'])[1 + step % 6] end as state
          from made where n % 10 = 7) r;
insert into payout (number, refund_id, attempt, amount_fen, account, status, ordered_at, ended_at, owner_id)
select 'po_' || substr(id, 4), id, 1, 2000000, data #> '{content,account}', case state when 'PAID' then 'SETTLED' else 'ORDERED' end,
       updated_at, case state when 'PAID' then updated_at end, owner_id
  from deposit_refund where state in ('PAYING', 'PAID')
    on conflict do nothing;
insert into payout_finding (id, number, kind, refund_id, detail, found_at, resolved_at, explained_by, explanation)
select 'pf_' || x, 'po_' || x, 'NOT_BOOKED', 'rf_' || x, 'bench', created_at, case when n % 7000 <> 7 then updated_at end,
       case when n % 7000 = 77 then 'admin' end, case when n % 7000 = 77 then 'bench' end
  from made where n % 70 = 7;

insert into pk_session (id, platform, first_id, second_id, live_at, created_by, created_at, updated_at, version, begun, open,
       process_instance_key)
select 'pk_' || x, 'KUAISHOU', least(a, b), greatest(a, b), created_at + interval '5 days', 'bench', created_at, updated_at, 1, true, open,
       2251799813685248 + n
  from (select made.*, ('s-' || to_hex(n - n % 50)) collate "C" as a, ('s-' || to_hex(n - n % 50 + 50)) collate "C" as b
          from made where n % 10 = 9) s;
insert into pk_lane (session_id, streamer_id, confirmed_at, confirmed_by)
select id, side, created_at, 'bench' from pk_session cross join lateral unnest(array[first_id, second_id]) side
    on conflict do nothing;
insert into pk_product (session_id, streamer_id, product_id, filing_id)
select s.id, s.first_id, f.product_id, f.id from pk_session s
  join filing f on f.id = 'fl_' || lpad(to_hex(('x' || substr(s.id, 4))::bit(64)::bigint - 4), 16, '0')
    on conflict do nothing;

insert into programme_membership (id, state, programme, subject_id, merchant_id, in_process, check_on, closes_on, last_task_key,
       process_instance_key, created_at, updated_at, version, review, data)
select 'pm_' || x, state, programme, 'st_' || lpad(to_hex(n - 8), 16, '0'), merchant, state = 'IN_REVIEW',
       case state when 'ACTIVE' then current_date + 2 end, case state when 'CLOSED' then updated_at::date end, 0, 2251799813685248 + n,
       created_at, updated_at, 1, review, jsonb_build_object('application', jsonb_build_object('programme', programme, 'platform',
               case when programme like 'douyin%' then 'DOUYIN' else 'KUAISHOU' end, 'subject', jsonb_build_object('kind', 'STORE', 'id',
               'st_' || lpad(to_hex(n - 8), 16, '0')), 'merchantId', merchant, 'appliedBy', 'bench'), 'agreement', '2024-01', 'onTrial', false,
               'failures', 0, 'warnedSinceGood', false, 'unmet', '[]'::jsonb)
  from (select made.*, case when n % 2000 = 8 then 'kuaishou-damaged-refunded' else 'douyin-alliance' end as programme,
               case when open then 'IN_REVIEW' when step < 15 then 'ACTIVE' when step < 18 then 'CLOSED' else 'REFUSED' end as state
          from made where n % 10 = 8) m;
insert into programme_invitation (programme, subject_id, until, invited_by, invited_at)
select 'bench', 'st_' || x, current_date, 'bench', created_at from made where n % 100 = 0;

insert into service_provider (id, platform, owner_id, kind, legal_name, licence_number, state, admitted_by, admitted_at, version)
select 'sp_' || x, platform, merchant, 'BRAND', '服务商' || n, '9133' || lpad(n::text, 14, '0'), 'ACTIVE', 'bench', created_at, 1
  from made where n % 100 = 0
    on conflict do nothing;
insert into service_provider_merchant (provider_id, merchant_id, bound_at, platform)
select 'sp_' || lpad(to_hex(n - n % 100), 16, '0'), 'm-9' || n, created_at, platform from made where n % 20 = 10
    on conflict do nothing;
insert into provider_binding_proposal (id, provider_id, platform, owner_id, merchant_id, industry, state, proposed_by, created_at,
       expires_at, ended_at, version)
select 'bp_' || x, 'sp_' || lpad(to_hex(n - n % 100), 16, '0'), platform, merchant, 'm-9' || n, '', case when open then 'PROPOSED' else 'AGREED' end,
       'bench', created_at, now() + interval '3 days', case when not open then updated_at end, 1
  from made where n % 20 = 1 and exists (select from service_provider p where p.id = 'sp_' || lpad(to_hex(n - n % 100), 16, '0'));
insert into provider_application (id, platform, merchant_id, kind, created_at, state, open, process_instance_key, last_task_key, updated_at,
       version, review, data)
select 'pa_' || x, platform, merchant, 'BRAND', created_at, case when open then 'IN_REVIEW' else 'REJECTED' end, open, 2251799813685248 + n, 0,
       updated_at, 1, review, jsonb_build_object('request', jsonb_build_object('id', 'pa_' || x, 'platform', platform, 'merchantId', merchant,
               'kind', 'BRAND', 'submittedBy', 'bench', 'createdAt', created_at), 'content', jsonb_build_object('legalName', '服务商' || n,
               'licenceNumber', '9133' || lpad(n::text, 14, '0'), 'industry', '', 'resources', '[]'::jsonb, 'trainsStreamers', false,
               'specialVatInvoices', false, 'documents', '[]'::jsonb), 'rejectedAt', case when not open then updated_at end)
  from made where n % 20 = 2
    on conflict do nothing;

insert into rule_notice (id, history_id, platforms, title_zh, title_en, published_on, effective_from, source, categories, programmes,
       transition, origin, version, changed_by, changed_at)
select 'bench-' || i, 'rn_' || lpad(i::text, 16, '0'), '{DOUYIN}', '规则' || i, 'Rules ' || i, date '2020-01-01' + i, date '2020-01-01' + i, 'bench',
       '{}', '{}', 'NOTHING', 'API', 1, 'bench', now()
  from generate_series(1, 40) i
    on conflict do nothing;
insert into store_review (id, store_id, notice_id, platform, merchant_id, state, open, due_at, review, data, process_instance_key,
       last_task_key, created_at, updated_at, version)
select 'sr_' || x, 'st_' || x, 'bench-1', platform, merchant, case when open then 'IN_REVIEW' else 'APPROVED' end, open, updated_at, review,
       jsonb_build_object('order', jsonb_build_object('id', 'sr_' || x, 'storeId', 'st_' || x, 'applicationId', 'sa_' || x, 'platform', platform,
               'merchantId', merchant, 'submittedBy', 'bench', 'storeType', 'ENTERPRISE', 'storeName', '店铺' || n, 'noticeId', 'bench-1', 'title', '规则',
               'categories', '["服饰"]'::jsonb), 'terms', jsonb_build_object('openedAt', created_at, 'workingDays', 10, 'dueAt', updated_at,
               'provisional', false, 'meanwhile', 'KEEP_UNTIL_DUE', 'handInAgain', true), 'documents', '[]'::jsonb),
       2251799813685248 + 3 * n, 0, created_at, updated_at, 1
  from made where n % 20 = 0;
insert into provider_duty (id, platform, store_id, merchant_id, category, industry, notice_id, state, last_day, created_at, ended_at)
select 'pd_' || x, platform, 'st_' || x, merchant, '服饰', '服饰', 'bench-1', case when open then 'DUE' else 'MET' end, updated_at::date, created_at,
       case when not open then updated_at end
  from made where n % 20 = 0;
insert into waiver (id, platform, subject_kind, subject, rule, reason, granted_by, granted_at, ends_on)
select 'wv_' || x, platform, 'MERCHANT', merchant, 'BENCH', 'bench', 'bench', created_at,
       case when n % 20000 = 5 then current_date + 5 else updated_at::date end
  from made where n % 20 = 5;
insert into category_invitation (platform, merchant_id, category, invited_by, invited_at)
select platform, merchant, '茶叶', 'bench', created_at from made where n % 100 = 6
    on conflict do nothing;
insert into remittance_request (remark, case_id, transfer, amount_fen, asked_at)
select upper(x), 'sa_' || x, 1, 1 + n % 100, created_at from made where n % 20 = 1;
insert into remittance_credit (id, reference, amount_fen, remark, written, payer, payer_account, sealed_for, paid_at, received_at,
       outcome, case_id, returned_at, returned_by, return_note)
select 'rc_' || x, 'bank-' || x, 1 + n % 100, upper(x), '', 'v1:AAAA', 'v1:AAAA', merchant, created_at, created_at,
       case when n % 20000 = 1 then 'WRONG_PAYER' else 'VERIFIED' end, 'sa_' || x, case when n % 4000 <> 1 then updated_at end,
       case when n % 4000 <> 1 then 'bench' end, case when n % 4000 <> 1 then '' end
  from made where n % 20 = 1;

insert into webhook_endpoint (merchant_id, url, secret, changed_at)
select distinct merchant, 'http://127.0.0.1:9/', 'v1:AAAA', now() from made where n % 100 = 0
    on conflict do nothing;
insert into notification (id, merchant_id, case_id, type, body, state, attempts, created_at, retry_until, delivered_at, last_error)
select 'ev_' || x, merchant, 'sa_' || x, 'bench', '{}', case when n % 5000 = 0 then 'FAILED' else 'DELIVERED' end, 1, at, at, at, case when n % 5000 = 0 then 'bench' end
  from (select made.*, now() - random() * interval '2 days' as at from made) m;
insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at, attempts, next_attempt_at, sent_at)
select gen_random_uuid(), 'sa_' || x, 'bench', x, '{"round": 1}', at, 1, at, at
  from (select made.*, now() - random() * interval '2 days' as at from made) m;
insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at, attempts, next_attempt_at)
select gen_random_uuid(), 'sa_' || x, 'bench', x, '{"round": 1}', now(), 0, now() from made where n < 40;
insert into engine_job_done (job_key, job_type, result, done_at, process_instance_key)
select 2251799813685248 + n, 'bench', '{"dossier": "bench"}', now() - random() * interval '2 days', 2251799813685248 + n from made;
insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, asked_at)
select 2251799813685248 + n, 2251799813685248 + n, 'Task_Review', 'auditor1', now() - random() * interval '2 days' from made;
insert into web_idempotency_key (scope, key, request_hash, status, headers, body, expires_at)
select 'bench', x, md5(x) || md5(x), 200, '{}', '{}', now() + interval '1 day' from made where n % 10 = 0;
insert into document_content (id, sha256, address, bytes, master_key_id, wrapped_key, stored_at, used_at, referenced)
select 'ct_' || x, md5(x) || md5(x), md5('a' || x) || md5('b' || x), 100, 'bench', decode(repeat('00', 48), 'hex'), created_at, created_at, true
  from made where n % 10 = 0 and n <> 100;
-- The one that is read has its content in the database; those in the store are not there.
insert into document (id, kind, owner, sha256, bytes, media_type, uploaded_at, content_id, content)
select 'dc_' || x, 'OTHER', 'bench', case n when 100 then encode(sha256(decode(repeat('00', 100), 'hex')), 'hex') else md5(x) || md5(x) end, 100,
       'image/png', created_at, case when n <> 100 then 'ct_' || x end, case when n = 100 then decode(repeat('00', 100), 'hex') end
  from made where n % 10 = 0;
insert into reconciliation_finding (case_id, kind, case_state, detail, found_at, resolved_at)
select 'sa_' || x, 'INCIDENT', 'IN_REVIEW', 'bench', created_at, case when n % 2000 <> 0 then updated_at end from made where n % 100 = 0;

insert into figure (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
select 'STORE', 'st_' || x, name, w, current_date, 'bench', value, n
  from made cross join (values ('sales', 30, 12), ('evasion-penalties', 365, 0), ('related-grave-violations', 365, 0), ('store-rating', 0, 4.8))
       as f(name, w, value)
 where n % 10 = 0;
insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value, reported_by, reported_at)
select 'STORE', 'st_' || x, 'sales', 30, current_date - d, 'bench', 1, d, 'bench', created_at
  from made cross join generate_series(1, 4) d where n % 10 = 0;
insert into score_store (store_id, platform, category)
select 'st_' || x, platform, '服饰' from made where n % 10 = 0;

drop table made;
set session_replication_role = origin;
analyze;
