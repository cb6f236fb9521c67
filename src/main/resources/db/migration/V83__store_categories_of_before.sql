-- Not in a transaction: a thousand stores at a time, so that nobody who writes one waits longer than for its thousand. What
-- was done before it was broken off is not done again. A store without its application stays as it is, and says nothing.
do $$
declare
    last_id text := '';
    until_id text;
begin
    loop
        select max(id) into until_id from (select id from store where id > last_id order by id limit 1000) portion;
        exit when until_id is null;
        update store s
           set held_categories = a.names,
               data = s.data || jsonb_build_object('categories',
                   (select coalesce(jsonb_agg(jsonb_build_object(
                               'name', one, 'state', 'HELD', 'since', s.data #> '{opening,openedAt}', 'loss', null, 'suspensions', '[]'::jsonb)
                               order by place), '[]'::jsonb)
                      from unnest(a.names) with ordinality as n(one, place)))
          from (select id, array(select jsonb_array_elements_text(data #> '{content,categories}')) as names
                  from store_application
                 where jsonb_typeof(data #> '{content,categories}') = 'array') a
         where s.id > last_id and s.id <= until_id and a.id = s.application_id
           and s.held_categories is null and coalesce(s.data -> 'categories', 'null'::jsonb) = 'null'::jsonb;
        commit;
        last_id := until_id;
    end loop;
end
$$;
