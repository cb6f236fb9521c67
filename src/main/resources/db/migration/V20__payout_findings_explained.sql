-- A payout knows whose account it is sealed for, and keeps the account alone.
alter table payout add column owner_id text;
alter table payout disable trigger payout_kept;
update payout p
   set owner_id = (select r.owner_id from deposit_refund r where r.id = p.refund_id),
       account = p.account -> 'account';
alter table payout enable trigger payout_kept;
alter table payout alter column owner_id set not null;
create index payout_ended_at on payout (ended_at);
create index payout_under_way on payout (ordered_at) where status = 'ORDERED';

-- A difference ends when both sides agree, or when a person says what it was: in words, under a name, for ever.
alter table payout_finding alter column id drop identity;
alter table payout_finding alter column id type text using 'pf_' || lpad(id::text, 16, '0');
alter table payout_finding
    add column explained_by text,
    add column explanation  text,
    add check ((explained_by is null) = (explanation is null)),
    add check (explanation is null or resolved_at is not null);
create index payout_finding_newest on payout_finding (found_at desc, id desc);
create index payout_finding_number on payout_finding (number, kind);

create function payout_finding_kept() returns trigger language plpgsql as $$
begin
    if (new.id, new.number, new.kind, new.refund_id, new.detail, new.found_at)
       is distinct from (old.id, old.number, old.kind, old.refund_id, old.detail, old.found_at)
       or old.resolved_at is not null then
        raise exception 'a finding is changed only by its end' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger payout_finding_kept before update on payout_finding
    for each row execute function payout_finding_kept();
create trigger payout_finding_not_deleted before delete or truncate on payout_finding
    for each statement execute function refuse_change();
