-- Not in a transaction, as V61.

-- Operators see what could not be delivered, of all merchants, newest first.
drop index concurrently if exists notification_failed;
create index concurrently notification_failed on notification (created_at desc, id desc) where state = 'FAILED';
