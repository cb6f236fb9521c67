-- How a product comes to the buyer, beside its content: an instance of the release before writes the content whole, without what
-- it does not know. With the category it was stated for, so that it counts for no other into which such an instance moves the product.
-- Products stored before state none: what their category allows counts while that is one way only. No row is rewritten.
set local lock_timeout = '5s';
alter table product add column shipping jsonb;
