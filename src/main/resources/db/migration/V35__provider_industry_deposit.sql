-- A provider serves an industry, or merchants of any ('').
alter table service_provider add column industry text not null default '';

-- A merchant has one provider an industry at a time. A tie of before this rule that would break it has no industry and stays
-- until it ends: the service counts it as one of any industry.
alter table service_provider_merchant add column platform text;
alter table service_provider_merchant add column industry text;
update service_provider_merchant m set platform = p.platform, industry = p.industry
  from service_provider p
 where p.id = m.provider_id
   and (m.unbound_at is not null
        or not exists (select from service_provider_merchant o join service_provider q on q.id = o.provider_id
                        where o.merchant_id = m.merchant_id and o.unbound_at is null and q.platform = p.platform
                          and (o.bound_at, o.provider_id) < (m.bound_at, m.provider_id)));
create unique index service_provider_merchant_industry on service_provider_merchant (platform, merchant_id, industry)
    where unbound_at is null;
