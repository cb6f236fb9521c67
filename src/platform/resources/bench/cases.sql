-- Fills the tables that grow with cases, in the shapes the service writes, with :cases of them over two years, or those from the number :from on; names are
-- put together by chance and are nobody's. The triggers rest meanwhile, and the figures are counted afterwards.
set session_replication_role = replica;

create temporary table made as
select n, (array['sa_', 'sa_', 'sa_', 'fl_', 'fl_', 'fl_', 'fl_', 'rf_', 'st_', 'pk_'])[1 + n % 10] || lpad(to_hex(n), 16, '0') as id,
       'm-9' || (n % greatest(:cases / 3, 1)) as merchant_id,
       (array['STORE_APPLICATION', 'STORE_APPLICATION', 'STORE_APPLICATION', 'FILING', 'FILING', 'FILING', 'FILING', 'DEPOSIT_REFUND',
              'STORE_CLOSURE', 'PK_SESSION'])[1 + n % 10] as type,
       (array['DOUYIN', 'KUAISHOU', 'WECHAT', 'XIAOHONGSHU'])[1 + (n / 7) % 4] as platform,
       (array['杭州', '上海', '北京', '广州', '深圳', '成都', '苏州', '宁波', '义乌', '泉州', '青岛', '长沙', '武汉', '西安', '郑州', '厦门'])[1 + (hashint8(n) & 15)] as city,
       chr(19968 + (hashint8(n * 3) & 2047)) || chr(19968 + (hashint8(n * 5) & 2047)) as word,
       (array['服饰', '母婴', '家居', '食品', '珠宝', '数码', '美妆', '鞋靴'])[1 + (hashint8(n * 7) & 7)] as trade,
       random() < 0.05 as open, random() as chance, now() - random() * interval '730 days' as created_at
  from generate_series(greatest(:from, 1), :cases) n;

insert into case_index (id, type, platform, merchant_id, names, search, licence_number, keys, state, open, round, reviewer, due_at,
       created_at, updated_at, state_since, seq)
select id, type, platform, merchant_id, word || trade || E'旗舰店\n' || city || word || trade || '有限公司',
       word || trade || E'旗舰店\n' || city || word || trade || '有限公司',
       case when type <> 'FILING' then '9133' || lpad((n % greatest(:cases / 2, 1))::text, 14, '0') end,
       array['A:' || md5('a' || n % greatest(:cases / 2, 1)), 'I:' || md5('i' || n % greatest(:cases / 2, 1))],
       case when open then 'IN_REVIEW' else (array['ACTIVE', 'REJECTED', 'WITHDRAWN', 'APPROVED', 'PAID'])[1 + n % 5] end,
       open, 1 + (n % 4 = 0)::int, case when not open then 'auditor' || 1 + n % 40 end,
       case when open then now() + (chance * 4 - 0.4) * interval '1 day' end,
       case when open then now() - chance * interval '20 days' else created_at end,
       case when open then now() - chance * interval '19 days' else created_at + chance * interval '5 days' end,
       case when open then now() - chance * interval '19 days' else created_at + chance * interval '5 days' end, 3
  from made order by created_at;

insert into history_event (case_id, seq, at, actor_kind, actor_id, action, from_state, to_state, element_id, details, hash, previous_hash)
select id, seq, least(created_at + seq * chance * interval '2 days', now() - interval '1 hour'), 'SYSTEM', 'system', 'STEP',
       case when seq = 1 then null else (array['SUBMITTED', 'IN_REVIEW', 'ACTIVE'])[seq - 1] end,
       (array['SUBMITTED', 'IN_REVIEW', 'ACTIVE'])[seq], 'Task_Step', '{"round": 1}', md5(id || seq) || md5(seq || id),
       md5(seq || id) || md5(id || seq)
  from made cross join generate_series(1, 3) seq;

-- The cases beside the number 100 are shown whole; a decided round of them would need what was handed in.
insert into review_round (case_id, round, content, submitted_at, decided_at, decided_by, by_machine, verdict, problems, reason, items)
select id, 1, '{}', created_at, created_at + chance * interval '4 days', 'auditor' || 1 + n % 40, n % 9 = 0,
       case when n % 5 = 0 then 'SENT_BACK' when n % 17 = 0 then 'REJECTED' else 'APPROVED' end,
       case when n % 5 = 0 then jsonb_build_array(jsonb_build_object('pointer', '/documents', 'code',
           (array['ILLEGIBLE', 'EXPIRED', 'MISSING', 'WRONG_SUBJECT'])[1 + n % 4], 'note', null, 'from', 'AUDITOR')) else '[]' end,
       null, '[]'
  from made where not open and n not between 100 and 109 order by created_at;

drop table made;
set session_replication_role = origin;
analyze;
