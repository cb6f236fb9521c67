-- A process instance accompanies a filing from what makes it PENDING until it is decided or closed: one for each cycle.
-- 0: older than cycles. Then one instance lived for each round of review, and none while it waited for its owner.
alter table filing
    add column cycle int not null default 0,
    add column lapsed boolean not null default false;

-- Starts of rounds that the engine was not told of yet: those whose review was ended meanwhile, or begun anew, start nothing;
-- the others start what accompanies the filing from now on.
delete from engine_outbox o
 where o.sent_at is null and o.name = 'streamer-filing-submitted'
   and not exists (select 1 from filing f
                    where f.id = o.case_id and f.state = 'IN_REVIEW'
                      and o.correlation_key = f.id || ':' || (f.review ->> 'number'));
update filing f
   set cycle = 1, data = data || '{"cycle": 1}'
  from engine_outbox o
 where o.sent_at is null and o.name = 'streamer-filing-submitted' and o.case_id = f.id;
update engine_outbox
   set variables = variables || jsonb_build_object('cycle', 1, 'cycleKey', case_id || ':c1'),
       correlation_key = case_id || ':c1'
 where sent_at is null and name = 'streamer-filing-submitted';

alter table filing
    add column in_process boolean not null generated always as
        (case when cycle > 0 then state in ('PENDING', 'IN_REVIEW') and not lapsed else state = 'IN_REVIEW' end) stored;
create index filing_in_process on filing (id) where in_process;
create index filing_unaccompanied on filing (id) where cycle = 0 and state = 'PENDING';
