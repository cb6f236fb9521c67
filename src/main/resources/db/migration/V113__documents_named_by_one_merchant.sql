-- Which papers are a merchant's alone: an agent hands the same upload in for several merchants, and what one of them has erased
-- is not to be taken from the others' cases. Reads every word that is kept of cases once, so it takes its time with many.
create function documents_of_merchant_alone(merchant text) returns table (document_id text) language plpgsql stable as $$
declare
    own   text[];
    named text;
begin
    select array_agg(d.document_id) into own from documents_of_merchant(merchant) d;
    if own is null then
        return;
    end if;
    named := '\m(?:' || array_to_string(own, '|') || ')\M';
    return query
        select o.id from unnest(own) as o (id)
        except
        select said.id[1]
          from (select r.case_id, r.content::text as words from review_round r where r.content::text ~ named
                union all
                select e.case_id, e.details from history_event e where e.details ~ named
                union all
                select c.id, to_jsonb(c)::text from store_application c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from store c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from filing c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from deposit_refund c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from provider_application c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from store_review c where to_jsonb(c)::text ~ named
                union all
                select c.id, to_jsonb(c)::text from programme_membership c where to_jsonb(c)::text ~ named) kept
          -- Of a document's own history nobody is told whose it is; of all else the index knows.
          join case_index i on i.id = kept.case_id and i.merchant_id is distinct from merchant
         cross join lateral regexp_matches(kept.words, '(' || named || ')', 'g') as said (id);
end
$$;
comment on function documents_of_merchant_alone(text) is 'of documents_of_merchant those no case of another merchant ever named';
