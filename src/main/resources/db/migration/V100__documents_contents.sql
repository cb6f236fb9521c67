-- Contents of documents outside the database. An instance of before goes on writing and reading document.content; which
-- instance writes where is a setting (merchant-review.documents.kept-in).
create table document_content (
    id            text        primary key,
    sha256        char(64)    not null,
    address       char(64)    not null unique,
    bytes         bigint      not null check (bytes > 0),
    master_key_id text        not null,
    wrapped_key   bytea,
    stored_at     timestamptz,
    used_at       timestamptz not null,
    referenced    boolean     not null default false,
    damaged_at    timestamptz,
    removing_at   timestamptz
);
create index document_content_same on document_content (sha256);
create index document_content_unused on document_content (used_at) where not referenced;
create index document_content_removing on document_content (id) where removing_at is not null;

comment on column document_content.sha256      is 'of what was uploaded, in hex';
comment on column document_content.address     is 'SHA-256 of what is stored, which is sealed; where it lies in the store';
comment on column document_content.bytes       is 'of what is stored';
comment on column document_content.wrapped_key is 'the key of this content alone; null once it was erased';
comment on column document_content.stored_at   is 'null while it is not known to be in the store';
comment on column document_content.used_at     is 'when an upload took it last';
comment on column document_content.referenced  is 'whether a document has it';
comment on column document_content.damaged_at  is 'when it was found not to be what was stored';
comment on column document_content.removing_at is 'since when it is being removed; nobody takes it any more';

alter table document
    alter column content drop not null,
    add column content_id text,
    add column erased_at  timestamptz;
-- Not looked at in the rows of before, which have none: nobody waits while they are read.
alter table document
    add constraint document_content_kept foreign key (content_id) references document_content (id) not valid,
    add constraint document_one_content check (num_nonnulls(content, content_id, erased_at) = 1) not valid;

-- Takes the contents of documents away for good. What another document has as well stays for that one; what none has any more
-- loses its key now, so that no copy of it is read again, and leaves the store at the next hourly run.
create function erase_documents(ids text[]) returns int language plpgsql as $$
declare
    contents text[];
    erased   int;
begin
    select array_agg(distinct d.content_id) into contents from document d where d.id = any (ids) and d.content_id is not null;
    -- Whoever is about to give one of them to another document goes first, or comes too late.
    perform 1 from document_content c where c.id = any (contents) order by c.id for update;
    update document set content = null, content_id = null, erased_at = now() where id = any (ids) and erased_at is null;
    get diagnostics erased = row_count;
    update document_content c set wrapped_key = null, referenced = false, used_at = to_timestamp(0)
     where c.id = any (contents) and not exists (select from document d where d.content_id = c.id);
    return erased;
end
$$;

-- Documents that cases of a merchant ever named: now, in any round, and in what was taken back.
create function documents_of_merchant(merchant text) returns table (document_id text) language sql stable as $$
    select distinct said.named[1]
      from case_index i
     cross join lateral (select r.content::text as words from review_round r where r.case_id = i.id
                         union all
                         select e.details from history_event e where e.case_id = i.id
                         union all
                         select to_jsonb(c)::text from store_application c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from store c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from filing c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from deposit_refund c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from provider_application c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from store_review c where c.id = i.id
                         union all
                         select to_jsonb(c)::text from programme_membership c where c.id = i.id) kept
     cross join lateral regexp_matches(kept.words, '\mdc_[0-9a-z]{16}\M', 'g') as said (named)
      join document d on d.id = said.named[1]
     where i.merchant_id = merchant
$$;
