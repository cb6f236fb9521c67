-- What an owner calls its product. Null where that is the product's id, which is so unless another owner's product had the
-- id before: nobody can keep an owner from using its own numbers by taking them first.
alter table product add column own_id text;
create unique index product_own_id on product (owner_id, coalesce(own_id, id));
create index product_called on product (own_id) where own_id is not null;
