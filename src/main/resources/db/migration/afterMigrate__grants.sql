-- What the service's own user may do, set after every migration by the user who owns the tables: read and add everywhere;
-- change and delete only where no trigger refuses it, and delete only where the service does. Where one user does both,
-- there is nothing to set: the service says so when it starts. A release that finds tables of a newer one leaves all as
-- that set it; so what is written here changes only together with a migration.
do $$
declare
    service constant text := '${service-role}';
    deleted_from constant text[] := array['case_figure', 'case_figure_change', 'case_index', 'case_index_renamed',
        'case_index_unreadable', 'decision_edition_unusable', 'document_content', 'engine_completed_task', 'engine_job_done', 'engine_outbox',
        'filing_review_again_aside', 'notification', 'pk_product', 'reconciliation_finding', 'rule_notice_table', 'score_result', 'store_review_aside', 'web_idempotency_key', 'webhook_endpoint'];
    one record;
begin
    if service in ('', current_user) then
        return;
    end if;
    if not exists (select from pg_roles where rolname = service) then
        raise exception 'the service''s database user % does not exist', service using hint = 'create it, or set'
            ' merchant-review.database.service-role when it is not spring.datasource.username';
    end if;
    -- Several instances may start at once.
    perform pg_advisory_xact_lock(hashtextextended('grants', 7));
    -- After the lock: a newer release that migrates meanwhile has written its migrations, and sets its rights after this.
    if exists (select from flyway_schema_history
                where success and case when version ~ '^[0-9]+$' then version::int end > ${newest-migration}) then
        return;
    end if;
    if not has_schema_privilege(service, current_schema(), 'USAGE') then
        execute format('grant usage on schema %I to %I', current_schema(), service);
    end if;
    for one in
        select c.oid, c.relname, p.privilege,
               case when c.relkind = 'v' then p.privilege = 'SELECT'
                    else case p.privilege
                         when 'SELECT' then true
                         when 'INSERT' then true
                         when 'UPDATE' then not coalesce(k.refuses_update, false)
                         when 'DELETE' then c.relname = any (deleted_from)
                         else false end
               end as wanted
          from pg_class c
         cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
               as p(privilege)
          left join lateral (select bool_or(t.tgtype & 16 > 0) as refuses_update
                               from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                              where t.tgrelid = c.oid and f.proname = 'refuse_change') k on true
         where c.relnamespace = current_schema()::regnamespace
           and c.relkind in ('r', 'p', 'v')
           and c.relname <> 'flyway_schema_history'
           and pg_has_role(current_user, c.relowner, 'USAGE')
    loop
        if one.wanted and not has_table_privilege(service, one.oid, one.privilege) then
            execute format('grant %s on %s to %I', one.privilege, one.oid::regclass, service);
        elsif not one.wanted and has_table_privilege(service, one.oid, one.privilege) then
            execute format('revoke %s on %s from %I', one.privilege, one.oid::regclass, service);
        end if;
    end loop;
end
$$;
