package dev.merchantreview.testing;

import dev.merchantreview.admission.ProviderRequests;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Contract;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.onboarding.VerificationMethod;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.programme.Members;
import dev.merchantreview.programme.Membership;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.storereview.StoreReviewSample;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes every call of the API once with success, as far as it goes without the engine, and once
 * with something wrong; {@link ApiClient} holds each answer against the contract.
 */
public final class ContractWalk {

  /**
   * Calls that ask decision tables, or for what runs and by which diagram, so that they are
   * answered with 503 without an engine.
   */
  public static final Set<String> ASKS_THE_ENGINE =
      Set.of(
          "POST /api/v1/store-applications/pre-check",
          "POST /api/v1/deposit-refunds/pre-check",
          "GET /api/v1/store-applications/requirements",
          "GET /api/v1/provider-applications/requirements",
          "POST /api/v1/stores/{id}/promotion",
          "GET /api/v1/cases/{id}/migration",
          "POST /api/v1/cases/{id}/migration",
          "GET /api/v1/cases/migration",
          "POST /api/v1/cases/migration");

  private static final AtomicInteger NEXT = new AtomicInteger(81_000);
  static final String API = "/api/v1/";

  private final ServiceAlone service;
  private final InState inState;
  final ApiClient merchant;
  private final ApiClient operator;
  private final ApiClient auditor;
  final ApiClient admin;
  final ApiClient other;
  final String mine = "m-1" + NEXT.getAndIncrement();
  final String theirs = "m-2" + NEXT.getAndIncrement();
  private final Map<String, List<String>> known = new HashMap<>();
  private final List<String> unexpected = new ArrayList<>();

  public ContractWalk(ServiceAlone service) {
    this.service = service;
    this.inState = new InState(service);
    this.merchant = service.api("merchant");
    this.operator = service.api("operator");
    this.auditor = service.api("auditor");
    this.admin = service.api("admin");
    this.other = service.api("merchant2");
  }

  /**
   * Walks.
   *
   * @return ids of what is there now, by where they are used
   */
  public Map<String, List<String>> walk() {
    get(merchant, "ping");
    String application = applications();
    attempt(this::documents);
    attempt(() -> notifications(application));
    String provider = providers();
    String store = stores(application);
    attempt(() -> deposits(provider));
    attempt(() -> refunds(provider));
    attempt(new SellingWalk(this)::walk);
    attempt(() -> figures(store));
    attempt(this::programmes);
    attempt(() -> findings(application));
    attempt(() -> history(application));
    attempt(this::notices);
    known("id", application, store, provider, "x-1", "sa_0000000000000000");
    known("merchantId", mine, theirs, "m-0", "x");
    known("ownerId", mine, theirs);
    known("platform", "DOUYIN", "KUAISHOU", "WECHAT", "XIAOHONGSHU");
    wrong();
    return known;
  }

  /** What was not answered as it should have been; the walk goes on all the same. */
  public List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  /** What goes wrong in one part does not keep the others from being seen. */
  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | AssertionError broken) {
      unexpected.add(broken.toString());
    }
  }

  private String applications() {
    ObjectNode content = content("青禾女装");
    // Asks the decision tables of the engine.
    merchant.post(API + "store-applications/pre-check", content);
    String id = ok(merchant.post(API + "store-applications", content), 201).id();
    get(merchant, "store-applications/" + id);
    get(auditor, "store-applications?platform=DOUYIN&limit=2");
    ok(
        auditor.post(
            API + "store-applications/" + id + "/personal-data", Map.of("purpose", "核对法定代表人")),
        200);
    String withdrawn = submitted();
    ok(
        merchant.post(
            API + "store-applications/" + withdrawn + "/withdrawal", Map.of("reason", "改名")),
        202);
    ObjectNode sentBack = content("青禾童装");
    String fixed = ok(merchant.post(API + "store-applications", sentBack), 201).id();
    inState.fixRequired(fixed);
    sentBack.put("storeName", "青禾童装好");
    ok(merchant.post(API + "store-applications/" + fixed + "/resubmission", sentBack), 202);
    String verifying = submitted();
    inState.verifyingAccount(verifying, VerificationMethod.RANDOM_TRANSFER);
    merchant.get(API + "store-applications/" + verifying);
    ok(
        merchant.post(
            API + "store-applications/" + verifying + "/account-verification",
            Map.of("amountFen", 37)),
        200);
    String confirming = submitted();
    inState.verifyingAccount(confirming, VerificationMethod.LEGAL_REPRESENTATIVE);
    ok(
        signed(
            "store-applications/" + confirming + "/representative-confirmation",
            ServiceDoor.IDENTITY_SECRET,
            Map.of("confirmationId", "idc-" + confirming, "transfer", 1)),
        202);
    String remitting = submitted();
    inState.remitting(remitting);
    get(merchant, "store-applications/" + remitting);
    remittance();
    waiver();
    String describing = submitted();
    inState.describing(describing);
    ok(
        merchant.post(
            API + "store-applications/" + describing + "/shop", SampleApplications.shop(merchant)),
        202);
    String signing = submitted();
    inState.signing(signing);
    get(merchant, "store-applications/" + signing);
    ok(
        signed(
            "store-applications/" + signing + "/contract-signature",
            ServiceDoor.CONTRACT_SECRET,
            Map.of("contractId", "ct_" + signing, "signedAt", now(), "signer", "陈青")),
        202);
    String due = submitted();
    inState.depositDue(due);
    pay(due, 1_000);
    get(merchant, "store-applications/" + due);
    known("store-applications", id, withdrawn, fixed, verifying, confirming, signing, due);
    known("applicationId", id, due);
    known("reference", due, id);
    return id;
  }

  private void waiver() {
    Map<String, Object> grant =
        Map.of(
            "platform", "DOUYIN",
            "subject", Map.of("kind", "MERCHANT", "id", mine),
            "rule", "LICENCE_EXPIRES_SOON",
            "reason", "续期办理中",
            "endsOn", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
    // The merchant's system handed the open cases in; the operator has no part in them.
    String id = ok(operator.post(API + "waivers", grant), 201).id();
    get(auditor, "waivers?platform=DOUYIN&subject=" + mine + "&state=STANDING&limit=5");
    ok(operator.post(API + "waivers/" + id + "/revocation", Map.of("reason", "已续期")), 200);
    known("waivers", id);
  }

  /** Nobody was asked for it. */
  private void remittance() {
    String reference = "bk-" + mine;
    service
        .bean(Remittances.class)
        .received(new Bank.Credit(reference, 37, "walk", "somebody", "6222", Instant.now()));
    JsonNode credit =
        get(operator, "remittances?outcome=UNKNOWN&state=OPEN&limit=50")
            .items()
            .valueStream()
            .filter(one -> one.path("reference").asString().equals(reference))
            .findFirst()
            .orElseThrow();
    String id = credit.path("id").asString();
    ok(operator.post(API + "remittances/" + id + "/return", Map.of("note", "已退回")), 200);
    known("remittances", id);
  }

  private void documents() {
    String id = merchant.upload("BUSINESS_LICENCE", SampleApplications.png());
    get(merchant, "documents/" + id);
    known("documents", id);
    known("documentId", id);
    known("mainImage", id);
  }

  private void notifications(String application) {
    String endpoint = "webhook-endpoints/" + mine;
    ok(merchant.put(API + endpoint, Map.of("url", service.sandboxUrl() + "/notifications")), 200);
    get(merchant, endpoint);
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(mine, "青禾" + mine, List.of("服饰")), merchant);
    String told = ok(merchant.post(API + "store-applications", content), 201).id();
    ok(merchant.post(API + "store-applications/" + told + "/withdrawal", Map.of()), 202);
    ApiClient.Answer list = get(merchant, "notifications?merchantId=" + mine);
    String id = list.items().path(0).path("id").asString();
    ok(merchant.post(API + "notifications/" + id + "/replay", Map.of()), 202);
    ok(merchant.send(merchant.request(API + endpoint).DELETE()), 204);
    known("notifications", id);
    known("webhook-endpoints", mine, theirs);
    known("caseId", application, told);
  }

  private void notices() {
    String id = "walk-" + mine;
    String edition = "decision-tables/lucky-draw/editions/" + NEXT.getAndIncrement() % 9_000;
    LocalDate first = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    String dmn = Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; 4.6");
    ok(admin.put(API + edition, Map.of("dmn", dmn)), 201);
    get(auditor, edition);
    get(auditor, edition.substring(0, edition.lastIndexOf('/')));
    ok(admin.put(API + "rule-notices/" + id, Notices.notice(first, null)), 201);
    get(auditor, "rule-notices/" + id);
    get(operator, "rule-notices?platform=DOUYIN&limit=2");
    ok(admin.send(admin.request(API + "rule-notices/" + id).DELETE()), 200);
    String brings = id + "-edition";
    int number = Integer.parseInt(edition.substring(edition.lastIndexOf('/') + 1));
    Map<String, Object> notice = Notices.bringing("lucky-draw", number, first, null);
    ok(admin.put(API + "rule-notices/" + brings, notice), 201);
    ok(operator.post(API + "rule-notices/" + brings + "/rehearsal", Map.of("cases", 10)), 201);
    get(auditor, "rule-notices/" + brings + "/rehearsals");
    get(auditor, "rule-notices/" + brings + "/rehearsals/1/flips");
    get(auditor, "rule-notices/" + brings + "/rehearsals/1/score-changes");
    ok(admin.send(admin.request(API + "rule-notices/" + brings).DELETE()), 200);
    String again = id + "-again";
    Map<String, Object> reviewed = Notices.notice(first, null);
    reviewed.put(
        "transition",
        Map.of(
            "kind",
            "REVIEW_AGAIN",
            "reviewAgain",
            Map.of("dueWorkingDays", 5, "meanwhile", "SUSPEND", "handInAgain", true)));
    ok(admin.put(API + "rule-notices/" + again, reviewed), 201);
    get(operator, "rule-notices/" + again + "/review-again");
    get(auditor, "rule-notices/" + again + "/review-again/aside");
    ok(admin.post(API + "rule-notices/" + again + "/review-again/stop", Map.of()), 200);
    ok(admin.send(admin.request(API + "rule-notices/" + again).DELETE()), 200);
    known("rule-notices", id);
  }

  private void providerApplications() {
    ObjectNode request = ProviderRequests.brand(merchant, "m-1w" + NEXT.getAndIncrement());
    String path = "provider-applications/";
    String id = ok(merchant.post(API + "provider-applications", request), 201).id();
    get(merchant, path + id);
    get(auditor, "provider-applications?limit=1");
    // Nothing is to be fixed yet.
    ObjectNode fixed = ProviderRequests.again(request);
    fixed.put("legalName", "青禾服务公司");
    ok(merchant.post(API + path + id + "/resubmission", fixed), 409);
    service
        .database()
        .sql("update provider_application set state = 'FIX_REQUIRED' where id = :id")
        .param("id", id)
        .update();
    ok(merchant.post(API + path + id + "/resubmission", fixed), 202);
    ok(merchant.post(API + path + id + "/withdrawal", Map.of("reason", "暂不申请")), 202);
    known("provider-applications", id);
  }

  private void bindings(String provider) {
    String path = API + "service-providers/" + provider + "/merchants/" + theirs;
    String proposals = API + "binding-proposals/";
    String withdrawn = ok(merchant.put(path, null), 202).id();
    ok(merchant.post(proposals + withdrawn + "/withdrawal", null), 200);
    String declined = ok(admin.put(path, null), 202).id();
    ok(service.api("merchant2").post(proposals + declined + "/refusal", null), 200);
    String agreed = ok(merchant.put(path, null), 202).id();
    get(service.api("merchant2"), "binding-proposals/" + agreed);
    get(service.api("merchant2"), "binding-proposals?limit=1");
    ok(service.api("merchant2").post(proposals + agreed + "/agreement", null), 200);
    known("binding-proposals", agreed);
  }

  private void duties(String provider) {
    String merchants = API + "service-providers/" + provider + "/merchants/";
    Map<String, String> reason = Map.of("reason", "期限将至仍未绑定，按公告指定");
    duty(theirs, "DUE");
    ok(operator.post(merchants + theirs + "/assignment", reason), 200);
    ok(operator.post(merchants + theirs + "/assignment", reason), 409);
    String lost = duty(mine, "UNMET");
    get(merchant, "provider-duties/" + lost);
    get(merchant, "provider-duties?merchantId=" + mine + "&state=UNMET&limit=5");
    String path = API + "provider-duties/" + lost;
    ok(merchant.post(path + "/appeal", Map.of("words", "我们已签约")), 200);
    ok(merchant.post(path + "/appeal", Map.of("words", "我们已签约")), 409);
    ok(admin.post(path + "/appeal-refusal", Map.of("reason", "没有绑定记录")), 200);
    ok(admin.post(path + "/appeal-refusal", Map.of("reason", "没有绑定记录")), 409);
    known("provider-duties", lost);
  }

  /** A duty of a store of its own, of which its merchant was reminded. */
  private String duty(String merchantId, String state) {
    String id = Ids.next("pd_");
    service
        .database()
        .sql(
            """
            insert into provider_duty (id, platform, store_id, merchant_id, category, industry, notice_id, state,
                last_day, created_at, reminded_at, ended_at)
            values (:id, 'KUAISHOU', :store, :merchant, '珠宝文玩', '珠宝文玩', 'kuaishou-jewellery-belt-2022', :state,
                current_date, now(), now(), case when :state = 'DUE' then null else now() end)
            """)
        .param("id", id)
        .param("store", new Members(service).store("KUAISHOU", merchantId))
        .param("merchant", merchantId)
        .param("state", state)
        .update();
    return id;
  }

  private String providers() {
    providerApplications();
    String id = AdmittedProviders.admitted(service.bean(ServiceProviders.class), mine, "青禾服务有限公司");
    get(admin, "service-providers/" + id);
    pay(id, 100_000_000);
    bindings(id);
    ok(
        admin.send(
            admin.request(API + "service-providers/" + id + "/merchants/" + theirs).DELETE()),
        200);
    duties(id);
    ok(
        admin.put(
            API + "service-providers/" + id + "/deposit",
            Map.of("requiredFen", 90_000_000, "reason", "合作级别调整")),
        200);
    known("service-providers", id);
    known("serviceProviderId", id);
    known("storeId", id);
    return id;
  }

  private String stores(String application) {
    String id = application.replace("sa_", "st_");
    StoredStores.open(service.database(), id, application);
    get(merchant, "stores/" + id);
    get(merchant, "stores?limit=1");
    ok(merchant.post(API + "stores/" + id + "/promotion/withdrawal", Map.of()), 200);
    ok(merchant.post(API + "stores/" + id + "/closure", Map.of("reason", "不再经营")), 202);
    get(merchant, "stores/" + id);
    ok(merchant.post(API + "stores/" + id + "/closure/withdrawal", Map.of()), 202);
    categories(id);
    known("stores", id);
    return id;
  }

  private void categories(String store) {
    Map<String, String> loss =
        Map.of("category", "服饰", "code", "QUALIFICATION_LAPSED", "reason", "资质已到期");
    ok(admin.post(API + "stores/" + store + "/category-losses", loss), 200);
    // Who took it does not give it back: another did.
    service
        .database()
        .sql(
            "update store set data = jsonb_set(data, '{categories,0,loss,by,id}', '\"auditor1\"') where id = :id")
        .param("id", store)
        .update();
    ok(
        admin.post(
            API + "stores/" + store + "/category-restorations",
            Map.of("category", "服饰", "reason", "申诉成立")),
        200);
    String review = new StoreReviewSample(service).papersDue(new CaseId(store)).value();
    get(merchant, "store-reviews/" + review);
    get(auditor, "store-reviews?storeId=" + store + "&limit=2");
    ok(
        merchant.post(
            API + "store-reviews/" + review + "/papers",
            Map.of(
                "documents",
                List.of(
                    Map.of(
                        "kind",
                        "BUSINESS_LICENCE",
                        "documentId",
                        merchant.upload("BUSINESS_LICENCE", SampleApplications.png()))))),
        202);
    known("store-reviews", review);
  }

  private void deposits(String holder) {
    get(merchant, "deposits/" + holder);
    get(merchant, "deposits/" + holder + "/verification");
    get(merchant, "deposits/" + holder + "/statements/2026-10.csv");
    get(merchant, "deposits/" + holder + "/statements/2026-10.pdf");
    ApiClient.Answer imposed =
        ok(
            admin.post(
                API + "deposits/" + holder + "/penalties",
                Map.of("amountFen", 1_000, "ruleId", "R-101", "note", "发布不实信息")),
            201);
    String penalty = imposed.body().path("penalty").path("id").asString();
    ok(
        operator.post(
            API + "deposits/" + holder + "/penalties/" + penalty + "/waiver",
            Map.of("reason", "申诉成立")),
        201);
    known("penaltyId", penalty);
    get(merchant, "deposits/" + holder);
    known("deposits", holder);
  }

  private void refunds(String provider) {
    ok(
        admin.post(
            API + "service-providers/" + provider + "/end",
            Map.of("expelled", false, "note", "合作到期")),
        200);
    ObjectNode refund = ApiClient.object();
    refund.put("serviceProviderId", provider);
    ObjectNode account = refund.putObject("account");
    account.put("holder", "青禾服务有限公司");
    account.put("bank", "招商银行杭州分行");
    account.put("accountNumber", "571900000010606");
    account.put("kind", "COMPANY");
    ObjectNode document = refund.putArray("documents").addObject();
    document.put("kind", "REFUND_REQUEST");
    document.put("documentId", merchant.upload("REFUND_REQUEST", SampleApplications.png()));
    // Asks a decision table of the engine as well.
    merchant.post(API + "deposit-refunds/pre-check", refund);
    String id = ok(merchant.post(API + "deposit-refunds", refund), 201).id();
    get(merchant, "deposit-refunds/" + id);
    get(operator, "deposit-refunds?limit=3");
    ok(
        auditor.post(API + "deposit-refunds/" + id + "/personal-data", Map.of("purpose", "核对退款账户")),
        200);
    service
        .database()
        .sql("update deposit_refund set state = 'FIX_REQUIRED' where id = :id")
        .param("id", id)
        .update();
    refund.remove("serviceProviderId");
    account.put("bank", "招商银行宁波分行");
    ok(merchant.post(API + "deposit-refunds/" + id + "/resubmission", refund), 202);
    ok(merchant.post(API + "deposit-refunds/" + id + "/withdrawal", Map.of("reason", "改")), 202);
    known("deposit-refunds", id);
  }

  private void findings(String application) {
    get(operator, "findings");
    get(operator, "payout-findings?limit=5");
    operator.post(API + "cases/" + application + "/resync", Map.of());
    ok(
        admin.put(
            API + "category-invitations",
            Map.of("platform", "KUAISHOU", "merchantId", mine, "category", "畜牧活体")),
        200);
    get(merchant, "category-invitations?platform=KUAISHOU&merchantId=" + mine);
    get(merchant, "categories?platform=KUAISHOU&storeType=ENTERPRISE&limit=5");
    merchant.get(
        API + "store-applications/requirements?platform=KUAISHOU&storeType=ENTERPRISE&category=x");
    merchant.get(API + "provider-applications/requirements?platform=KUAISHOU&kind=BRAND");
  }

  private void programmes() {
    String alliance = "douyin-alliance";
    Members members = new Members(service);
    String store = members.store("DOUYIN", mine);
    get(merchant, "programmes?platform=DOUYIN");
    get(merchant, "programmes/" + alliance);
    get(merchant, "programmes/" + alliance + "/eligibility?subject=" + store);
    Map<String, Object> application =
        Map.of("programme", alliance, "subjectId", store, "agreement", "2024-01");
    ok(merchant.post(API + "memberships", application), 422);
    members.figure(SubjectKind.STORE, store, "sales", 30, "12");
    members.figure(SubjectKind.STORE, store, "evasion-penalties", 365, "0");
    members.figure(SubjectKind.STORE, store, "related-grave-violations", 365, "0");
    String applied = ok(merchant.post(API + "memberships", application), 201).id();
    get(merchant, "memberships/" + applied);
    get(auditor, "memberships?programme=" + alliance + "&state=APPLIED&limit=2");
    ok(merchant.post(API + "memberships/" + applied + "/leave", Map.of("reason", "不参加了")), 202);
    String member = members.of(alliance, members.store("DOUYIN", mine), mine).id().value();
    service
        .database()
        .sql(
            "update programme_membership set data = data || '{\"agreement\": \"2023-01\"}' where id = :id")
        .param("id", member)
        .update();
    ok(
        merchant.post(API + "memberships/" + member + "/agreement", Map.of("version", "2024-01")),
        202);
    ok(
        operator.post(
            API + "memberships/" + member + "/closure",
            Map.of("code", "RULES_VIOLATED", "reason", "刷单")),
        202);
    String served = members.store("XIAOHONGSHU", mine);
    Membership warned = members.of("xiaohongshu-own-customer-service", served, mine);
    ok(merchant.post(API + "memberships/" + warned.id() + "/leave", Map.of()), 409);
    members.due(warned.id());
    members.sweep();
    ok(merchant.post(API + "memberships/" + warned.id() + "/answer", Map.of("text", "已加人")), 202);
    get(merchant, "permits?programme=" + alliance + "&subject=" + store);
    ok(
        auditor.post(
            API + "permits/batch",
            Map.of("questions", List.of(Map.of("programme", alliance, "subject", store)))),
        200);
    ok(
        operator.put(
            API + "programmes/" + alliance + "/invitations/" + store,
            Map.of("until", members.today().plusDays(5).toString())),
        422);
    known("subject", store, "x-1");
    known("programme", alliance, "no-such");
    known("id", alliance, applied);
  }

  private void figures(String store) {
    Map<String, Object> figure =
        Map.of(
            "name", "service-staff",
            "value", 4,
            "unit", "COUNT",
            "asOf", "2026-11-20",
            "windowDays", 0,
            "source", "walk");
    ok(merchant.put(API + "figures/STORE/" + store, Map.of("figures", List.of(figure))), 200);
    Map<String, Object> ofSubject = new HashMap<>(figure);
    ofSubject.put("subjectKind", "STORE");
    ofSubject.put("subjectId", store);
    ok(admin.put(API + "figures", Map.of("figures", List.of(ofSubject))), 200);
    get(merchant, "figures/STORE/" + store);
    get(auditor, "figures/STORE/" + store + "/service-staff?limit=1");
    get(merchant, "scores/STORE/" + store);
    get(auditor, "scores/STORE/" + store + "/history?limit=1");
    get(merchant, "figure-names?subjectKind=STORE");
    merchant.get(API + "figure-names?subjectKind=x");
    known("subjectKind", "STORE", "STREAMER", "MERCHANT", "PROVIDER");
    known("name", "service-staff");
  }

  private void history(String application) {
    get(auditor, "cases/" + application);
    get(merchant, "cases?limit=1");
    get(merchant, "cases/" + application + "/history?limit=1");
    get(auditor, "cases/" + application + "/history");
    get(auditor, "cases/" + application + "/history/verification");
    get(merchant, "cases/" + application + "/rounds?limit=1");
    get(auditor, "cases/" + application + "/rounds");
    get(merchant, "cases/" + application + "/access?limit=1");
    get(auditor, "cases/" + application + "/access");
    known("cases", application);
  }

  /** One error of each call at least: what is not there, or nothing for what is needed. */
  private void wrong() {
    Contract contract = Contract.of(service.serviceUrl());
    contract
        .document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method -> {
                          ApiClient stranger = service.api("nobody");
                          stranger.send(
                              stranger
                                  .request(path.getKey().replaceAll("\\{[^}]+}", "2026-01"))
                                  .method(
                                      method.toUpperCase(java.util.Locale.ROOT),
                                      HttpRequest.BodyPublishers.noBody()));
                        }));
  }

  private ObjectNode content(String name) {
    return SampleApplications.withDocuments(
        SampleApplications.enterprise(
            "m-1" + NEXT.getAndIncrement(), name + NEXT.getAndIncrement(), List.of("服饰")),
        merchant);
  }

  private String submitted() {
    String id = "m-1" + NEXT.getAndIncrement();
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(id, "青禾女装" + id, List.of("服饰")), merchant);
    return ok(merchant.post(API + "store-applications", content), 201).id();
  }

  private void pay(String reference, long amountFen) {
    ok(
        signed(
            "payment-notifications",
            ServiceDoor.PAYMENT_SECRET,
            Map.of(
                "paymentId",
                "pay-" + UUID.randomUUID(),
                "reference",
                reference,
                "amountFen",
                amountFen,
                "paidAt",
                now(),
                "payer",
                "青禾")),
        200);
  }

  private ApiClient.Answer signed(String path, String secret, Map<String, ?> notice) {
    byte[] body = ApiClient.bytes(notice);
    ApiClient provider = service.api("nobody");
    return provider.send(
        provider
            .request(API + path)
            .setHeader("Authorization", "")
            .header("Content-Type", "application/json")
            .header("X-Signature", ServiceDoor.signature(secret, Instant.now(), body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static String now() {
    return OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1).toString();
  }

  ApiClient.Answer get(ApiClient caller, String path) {
    return ok(caller.get(API + path), 200);
  }

  ApiClient.Answer ok(ApiClient.Answer answer, int status) {
    if (answer.status() != status) {
      unexpected.add(
          "%s answers %d instead of %d: %s"
              .formatted(answer.raw().request(), answer.status(), status, answer.body()));
    }
    return answer;
  }

  void known(String where, String... ids) {
    known.computeIfAbsent(where, ignored -> new ArrayList<>()).addAll(List.of(ids));
  }
}
