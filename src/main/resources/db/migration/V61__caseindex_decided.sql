-- Not in a transaction, so that nobody who writes these tables waits. What a build that was broken off left behind is not
-- used by any query, and is built anew.

-- Cases by what was decided of them, and when.
drop index concurrently if exists review_round_decided;
create index concurrently review_round_decided on review_round (decided_at, case_id);

-- Who looks after the index finds by it what happened lately.
drop index concurrently if exists history_event_at;
create index concurrently history_event_at on history_event using brin (at) with (pages_per_range = 32);

-- A case may be called what a streamer is called.
drop index concurrently if exists streamer_nickname;
create index concurrently streamer_nickname on streamer (nickname);
