-- Not in a transaction, as V61: open appeals are found without looking at every duty there ever was.
drop index concurrently if exists provider_duty_appealed;
create index concurrently provider_duty_appealed on provider_duty (appealed_at, id) where state = 'APPEALED';
