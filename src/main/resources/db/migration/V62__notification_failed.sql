-- Operators see what could not be delivered, of all merchants, newest first.
create index notification_failed on notification (created_at desc, id desc) where state = 'FAILED';
