-- Not in a transaction, as V61.
-- What schedules and gauges look for again and again: few rows, found without all others.

-- Messages that need a person, among those that only wait.
drop index concurrently if exists engine_outbox_failed;
create index concurrently engine_outbox_failed on engine_outbox (id) where sent_at is null and (refused or failures > 0);
drop index concurrently if exists engine_outbox_tried;
create index concurrently engine_outbox_tried on engine_outbox (created_at) where sent_at is null and attempts > 0;

-- Top-ups whose time may be over.
drop index concurrently if exists deposit_account_top_up;
create index concurrently deposit_account_top_up on deposit_account (top_up_due_at) where operating and top_up_due_at is not null;

-- Fees that were not paid in time.
drop index concurrently if exists yearly_fee_overdue;
create index concurrently yearly_fee_overdue on yearly_fee (id) where paid_at is null and overdue_at is not null;

-- PK sessions by the instances that work on them, and of a streamer, on whichever side.
drop index concurrently if exists pk_session_working;
create index concurrently pk_session_working on pk_session (id) where begun and open;
drop index concurrently if exists pk_session_first;
create index concurrently pk_session_first on pk_session (first_id, live_at desc, id);
drop index concurrently if exists pk_session_second;
create index concurrently pk_session_second on pk_session (second_id, live_at desc, id);

-- Streamers whose figures came lately, and who was judged last.
drop index concurrently if exists streamer_updated;
create index concurrently streamer_updated on streamer (updated_at, id);
drop index concurrently if exists streamer_standing_judged;
create index concurrently streamer_standing_judged on streamer_standing (judged_at desc, streamer_id);

-- Open stores by what they hold; the others do not know it.
drop index concurrently if exists store_held;
create index concurrently store_held on store using gin (held_categories) where state = 'OPEN';
drop index concurrently if exists store_of_before;
create index concurrently store_of_before on store (id) where held_categories is null;

-- Deliveries of a merchant that wait, and all of a case.
drop index concurrently if exists notification_pending;
create index concurrently notification_pending on notification (merchant_id, next_attempt_at) where state = 'PENDING';
drop index concurrently if exists notification_case;
create index concurrently notification_case on notification (case_id, created_at desc, id desc);

-- Findings, credits and waivers by how they stand.
drop index concurrently if exists payout_finding_open_newest;
create index concurrently payout_finding_open_newest on payout_finding (found_at desc, id desc) where resolved_at is null;
drop index concurrently if exists payout_finding_explained;
create index concurrently payout_finding_explained on payout_finding (found_at desc, id desc) where explanation is not null;
drop index concurrently if exists payout_finding_refund;
create index concurrently payout_finding_refund on payout_finding (refund_id, found_at desc, id desc) where refund_id is not null;
drop index concurrently if exists remittance_credit_open;
create index concurrently remittance_credit_open on remittance_credit (received_at desc, id desc) where returned_at is null;
drop index concurrently if exists remittance_credit_returned;
create index concurrently remittance_credit_returned on remittance_credit (received_at desc, id desc) where returned_at is not null;
drop index concurrently if exists remittance_credit_outcome;
create index concurrently remittance_credit_outcome on remittance_credit (outcome, received_at desc, id desc);
drop index concurrently if exists waiver_standing;
create index concurrently waiver_standing on waiver (ends_on) where revoked_at is null;
drop index concurrently if exists waiver_revoked;
create index concurrently waiver_revoked on waiver (granted_at desc, id desc) where revoked_at is not null;
drop index concurrently if exists waiver_rule;
create index concurrently waiver_rule on waiver (rule, granted_at desc, id desc);
drop index concurrently if exists waiver_platform;
create index concurrently waiver_platform on waiver (platform, granted_at desc, id desc);
