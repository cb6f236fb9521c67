-- Not in a transaction, as V61.
-- A list is read newest first, a page of it, whatever else it is asked for: by an index that has just these, or the page of
-- whoever has few cases is found by walking through all cases of all others.

-- A merchant's, and those of everybody a caller acts for: text_pattern_ops finds what begins as merchants of its do.
drop index concurrently if exists store_application_merchant;
create index concurrently store_application_merchant on store_application (merchant_id, created_at desc, id desc);
drop index concurrently if exists store_application_merchant_prefix;
create index concurrently store_application_merchant_prefix on store_application (merchant_id text_pattern_ops);
drop index concurrently if exists filing_owner_prefix;
create index concurrently filing_owner_prefix on filing (owner_id text_pattern_ops);
drop index concurrently if exists streamer_merchant_prefix;
create index concurrently streamer_merchant_prefix on streamer (merchant_id text_pattern_ops);
drop index concurrently if exists store_merchant_newest;
create index concurrently store_merchant_newest on store (merchant_id, created_at desc, id desc);
drop index concurrently if exists store_merchant_prefix;
create index concurrently store_merchant_prefix on store (merchant_id text_pattern_ops);
drop index concurrently if exists product_owner_prefix;
create index concurrently product_owner_prefix on product (owner_id text_pattern_ops);
drop index concurrently if exists deposit_refund_owner_prefix;
create index concurrently deposit_refund_owner_prefix on deposit_refund (owner_id text_pattern_ops);
drop index concurrently if exists provider_application_prefix;
create index concurrently provider_application_prefix on provider_application (merchant_id text_pattern_ops);
drop index concurrently if exists provider_binding_proposal_merchant_prefix;
create index concurrently provider_binding_proposal_merchant_prefix on provider_binding_proposal (merchant_id text_pattern_ops);
drop index concurrently if exists provider_binding_proposal_owner_prefix;
create index concurrently provider_binding_proposal_owner_prefix on provider_binding_proposal (owner_id text_pattern_ops);
drop index concurrently if exists provider_duty_merchant_prefix;
create index concurrently provider_duty_merchant_prefix on provider_duty (merchant_id text_pattern_ops);
drop index concurrently if exists store_review_merchant_prefix;
create index concurrently store_review_merchant_prefix on store_review (merchant_id text_pattern_ops);
drop index concurrently if exists programme_membership_merchant_prefix;
create index concurrently programme_membership_merchant_prefix on programme_membership (merchant_id text_pattern_ops);

-- By their state: few of many are in most of them.
drop index concurrently if exists store_application_state_newest;
create index concurrently store_application_state_newest on store_application (state, created_at desc, id desc);
drop index concurrently if exists store_application_platform_state;
create index concurrently store_application_platform_state on store_application (platform, state, created_at desc, id desc);
drop index concurrently if exists filing_state;
create index concurrently filing_state on filing (state, created_at desc, id desc);
drop index concurrently if exists store_state;
create index concurrently store_state on store (state, created_at desc, id desc);
drop index concurrently if exists deposit_refund_state;
create index concurrently deposit_refund_state on deposit_refund (state, created_at desc, id desc);
drop index concurrently if exists provider_application_state;
create index concurrently provider_application_state on provider_application (state, created_at desc, id desc);
drop index concurrently if exists provider_binding_proposal_state;
create index concurrently provider_binding_proposal_state on provider_binding_proposal (state, created_at desc, id desc);
drop index concurrently if exists provider_duty_state;
create index concurrently provider_duty_state on provider_duty (state, created_at desc, id desc);
drop index concurrently if exists store_review_state;
create index concurrently store_review_state on store_review (state, created_at desc, id desc);
drop index concurrently if exists programme_membership_state;
create index concurrently programme_membership_state on programme_membership (state, created_at desc, id desc);

-- By their platform: of some of them there are few.
drop index concurrently if exists store_application_platform;
create index concurrently store_application_platform on store_application (platform, created_at desc, id desc);
drop index concurrently if exists store_platform;
create index concurrently store_platform on store (platform, created_at desc, id desc);
drop index concurrently if exists product_platform;
create index concurrently product_platform on product (platform, created_at desc, id desc);
drop index concurrently if exists deposit_refund_platform;
create index concurrently deposit_refund_platform on deposit_refund (platform, created_at desc, id desc);
drop index concurrently if exists provider_application_platform;
create index concurrently provider_application_platform on provider_application (platform, created_at desc, id desc);
drop index concurrently if exists store_review_platform;
create index concurrently store_review_platform on store_review (platform, created_at desc, id desc);

-- By what they are about.
drop index concurrently if exists filing_product;
create index concurrently filing_product on filing (product_id, created_at desc, id desc);
drop index concurrently if exists filing_scenario;
create index concurrently filing_scenario on filing (scenario, created_at desc, id desc);
drop index concurrently if exists deposit_refund_holder;
create index concurrently deposit_refund_holder on deposit_refund (holder_id, created_at desc, id desc);
drop index concurrently if exists provider_binding_proposal_provider;
create index concurrently provider_binding_proposal_provider on provider_binding_proposal (provider_id, created_at desc, id desc);
drop index concurrently if exists provider_duty_store_newest;
create index concurrently provider_duty_store_newest on provider_duty (store_id, created_at desc, id desc);
drop index concurrently if exists store_review_store;
create index concurrently store_review_store on store_review (store_id, created_at desc, id desc);
drop index concurrently if exists store_review_notice;
create index concurrently store_review_notice on store_review (notice_id, created_at desc, id desc);
drop index concurrently if exists programme_membership_programme;
create index concurrently programme_membership_programme on programme_membership (programme, created_at desc, id desc);

-- What is said of a filing's reasons: the conditions are those of the list, word for word.
drop index concurrently if exists filing_edited;
create index concurrently filing_edited on filing (created_at desc, id desc)
    where jsonb_path_exists(data, '$.reasons[*] ? (@.scenario == "PRODUCT_EDIT" && !(exists(@.noticeId) && @.noticeId != null))');
drop index concurrently if exists filing_again;
create index concurrently filing_again on filing (created_at desc, id desc)
    where jsonb_path_exists(data, '$.reasons[*] ? (@.noticeId != null)');

-- Whatever used these finds the same, in the order of the list, by the new ones.
drop index concurrently if exists store_application_state;
drop index concurrently if exists provider_duty_store;
