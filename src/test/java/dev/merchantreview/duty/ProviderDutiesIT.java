package dev.merchantreview.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.figure.FigureReport;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * [K-rules] Jewellery merchants of an industry belt have a provider of that industry, or lose the
 * category. The notice is dated 1 May 2026 here, so that the days lie in calendars that are known;
 * the clock is moved.
 */
class ProviderDutiesIT {

  private static final String NOTICE = "kuaishou-jewellery-belt-2022";
  private static final String JEWELLERY = "珠宝文玩";
  private static final String DUTIES = "/api/v1/provider-duties";
  private static final long DEPOSIT = 10_000_000;
  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  @TempDir private static Path config;
  private static ServiceAlone service;
  private static DutyJob job;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    replace("notices/" + NOTICE + ".yaml", "2022-11-01", "2026-05-01");
    // An operator who is one of a provider's people, and an administrator who acts for merchants.
    replace(
        "application.yaml",
        "      - {name: operator, ",
        "      - {name: agent, password: agent, roles: [OPERATOR, MERCHANT], merchants: [\"m-9*\"]}\n"
            + "      - {name: broker, password: broker, roles: [ADMIN, MERCHANT], merchants: [\"m-1*\"]}\n"
            + "      - {name: operator, ");
    // Nobody looks but the test.
    service =
        ServiceAlone.with(
            "--merchant-review.provider-duties.first-look=1d",
            "--merchant-review.config-location=file:" + config.toAbsolutePath() + "/",
            "--spring.config.additional-location=file:" + config.toAbsolutePath() + "/");
    job = service.bean(DutyJob.class);
  }

  private static void replace(String file, String text, String by) throws IOException {
    Path path = config.resolve(file);
    String before = Files.readString(path);
    assertThat(before).contains(text);
    Files.writeString(path, before.replace(text, by));
  }

  @AfterEach
  void comeBack() {
    service.database().sql("update rule_notice set ends_on = null").update();
    service.returnToPresent();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void whoIsInAlreadyIsToldRemindedAndLosesTheCategory() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-05-02T09:00");
    assertThat(duties(shop)).containsExactly("DUE 2026-05-30");
    lookAt("2026-05-22T23:59");
    lookAt("2026-05-22T23:59");
    assertThat(told(shop)).containsExactly("BEGUN");
    lookAt("2026-05-23T00:00");
    lookAt("2026-05-30T23:59");
    assertThat(told(shop)).containsExactly("BEGUN", "REMINDED");
    assertThat(category(shop)).isEqualTo("HELD");
    lookAt("2026-05-31T00:00");
    lookAt("2026-05-31T01:00");
    assertThat(duties(shop)).containsExactly("UNMET 2026-05-30");
    assertThat(told(shop)).containsExactly("BEGUN", "REMINDED", "UNMET");
    assertThat(category(shop)).isEqualTo("LOST PROVIDER_UNBOUND " + NOTICE);
    assertThat(service.api("auditor").historyHolds(shop.store().value())).isTrue();
  }

  @Test
  void whoBindsItselfOnTheLastDayKeepsTheCategory() {
    Shop shop = shop("2026-03-10T10:00");
    CaseId provider = provider(Merchants.next(), JEWELLERY);
    lookAt("2026-05-02T09:00");
    lookAt("2026-05-24T09:00");
    travelTo("2026-05-30T23:58");
    bind(provider, shop.merchant());
    lookAt("2026-05-31T00:00");
    assertThat(duties(shop)).containsExactly("MET 2026-05-30");
    assertThat(told(shop)).containsExactly("BEGUN", "REMINDED", "MET");
    assertThat(category(shop)).isEqualTo("HELD");
    // Without its provider it is asked again, for as many days.
    travelTo("2026-06-10T12:00");
    service.bean(Bindings.class).unbind(provider, shop.merchant(), ADMIN);
    lookAt("2026-06-11T09:00");
    assertThat(duties(shop)).containsExactly("MET 2026-05-30", "DUE 2026-07-09");
  }

  @Test
  void aProviderOfAnotherIndustryIsNoneAndOneOfAnyIs() {
    Shop clothing = shop("2026-03-10T10:00");
    Shop any = shop("2026-03-10T10:00");
    travelTo("2026-05-02T09:00");
    bind(provider(Merchants.next(), "服饰"), clothing.merchant());
    bind(provider(Merchants.next(), ""), any.merchant());
    lookAt("2026-05-02T10:00");
    assertThat(duties(clothing)).containsExactly("DUE 2026-05-30");
    assertThat(duties(any)).isEmpty();
  }

  @Test
  void whoComesLaterHasAsManyDays() {
    Shop opened = shop("2026-06-10T10:00");
    Shop reported = opened("2026-03-10T10:00", JEWELLERY);
    travelTo("2026-06-20T10:00");
    belt(reported, 1);
    lookAt("2026-06-20T11:00");
    assertThat(duties(opened)).containsExactly("DUE 2026-07-09");
    assertThat(duties(reported)).containsExactly("DUE 2026-07-19");
  }

  @Test
  void leavesOutWhoIsNotMeant() {
    Shop noBelt = opened("2026-03-10T10:00", JEWELLERY);
    Shop clothing = opened("2026-03-10T10:00", "服饰");
    Shop closing = shop("2026-03-10T10:00");
    Shop later = shop("2026-03-10T10:00");
    Shop closed = shop("2026-03-10T10:00");
    Shop left = shop("2026-03-10T10:00");
    travelTo("2026-05-02T08:00");
    belt(noBelt, 0);
    belt(clothing, 1);
    state(closing, "CLOSING");
    lookAt("2026-05-02T09:00");
    assertThat(duties(noBelt)).isEmpty();
    assertThat(duties(clothing)).isEmpty();
    assertThat(duties(closing)).isEmpty();
    state(later, "CLOSING");
    StoredStores.close(service.database(), closed.store().value());
    belt(left, 0);
    lookAt("2026-06-01T09:00");
    assertThat(duties(later)).containsExactly("DUE 2026-05-30");
    assertThat(duties(closed)).containsExactly("LAPSED 2026-05-30");
    assertThat(duties(left)).containsExactly("LAPSED 2026-05-30");
    assertThat(category(left)).isEqualTo("HELD");
    // It stays after all, and nobody loses anything unreminded.
    state(later, "OPEN");
    lookAt("2026-06-02T09:00");
    assertThat(duties(later)).containsExactly("DUE 2026-06-09");
    lookAt("2026-06-09T23:59");
    assertThat(category(later)).isEqualTo("HELD");
    lookAt("2026-06-10T00:00");
    assertThat(duties(later)).containsExactly("UNMET 2026-06-09");
  }

  @Test
  void whatTheNoticeDoesNotAskForAnyMoreIsAskedOfNobody() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-04-30T23:59");
    assertThat(duties(shop)).isEmpty();
    lookAt("2026-05-10T09:00");
    lookAt("2026-05-24T09:00");
    service
        .database()
        .sql("update rule_notice set ends_on = '2026-05-30' where id = :id")
        .param("id", NOTICE)
        .update();
    lookAt("2026-05-30T23:59");
    assertThat(duties(shop)).containsExactly("DUE 2026-05-30");
    lookAt("2026-05-31T00:00");
    assertThat(duties(shop)).containsExactly("LAPSED 2026-05-30");
    assertThat(told(shop)).containsExactly("BEGUN", "REMINDED", "LAPSED");
    assertThat(category(shop)).isEqualTo("HELD");
  }

  @Test
  void anAppealIsAnsweredByAPersonOnce() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-05-02T09:00");
    String duty = dutyOf(shop);
    assertThat(appeal("merchant", duty).status()).isEqualTo(409);
    lose();
    // Another merchant does not even learn that there is such a duty.
    assertThat(appeal("merchant2", duty).status()).isEqualTo(404);
    assertThat(appeal("operator", duty).status()).isEqualTo(403);
    assertThat(refuse("admin", duty).status()).isEqualTo(409);
    assertThat(appeal("merchant", duty).body().path("state").asString()).isEqualTo("APPEALED");
    ApiClient.Answer again = appeal("merchant", duty);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("state").asString()).isEqualTo("APPEALED");
    assertThat(category(shop)).startsWith("LOST");
    assertThat(ids("operator", "state=APPEALED")).contains(duty);
    assertThat(refuse("operator", duty).status()).isEqualTo(403);
    assertThat(refuse("admin", duty).body().at("/appeal/answer").asString()).isEqualTo("没有绑定记录");
    assertThat(refuse("admin", duty).status()).isEqualTo(409);
    assertThat(told(shop))
        .containsExactly("BEGUN", "REMINDED", "UNMET", "APPEALED", "APPEAL_REFUSED");
    lookAt("2026-06-02T09:00");
    assertThat(category(shop)).startsWith("LOST");
  }

  @Test
  void nobodyAnswersAnAppealOfAMerchantTheyActForAndALateAnswerIsSeen() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-05-02T09:00");
    String duty = dutyOf(shop);
    lose();
    appeal("merchant", duty);
    // Five working days after Sunday, 31 May.
    assertThat(
            service.api("merchant").get(DUTIES + "/" + duty).body().at("/appeal/dueAt").asString())
        .isEqualTo("2026-06-06T00:00:00+08:00");
    String page = "/console/appeals";
    ConsoleVisitor broker = ConsoleVisitor.loggedIn(service, "broker");
    assertThat(broker.get(page).body())
        .contains("id=\"" + duty + "\"", "您代表该商家，须由他人答复。", "剩 5 个工作日")
        .doesNotContain("认可申诉");
    for (String decision : List.of("GRANT", "REFUSE")) {
      assertThat(
              broker
                  .post(
                      page + "/" + duty,
                      Map.of("decision", decision, "reason", "自己决定"),
                      "/console/cases")
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(type(refuse("broker", duty))).isEqualTo("own-decision");
    travelTo("2026-06-06T00:01");
    assertThat(ConsoleVisitor.loggedIn(service, "admin").get(page).body()).contains("已逾期");
    assertThat(category(shop)).startsWith("LOST");
  }

  @Test
  void whoGetsTheCategoryBackHasAllDaysAnew() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-05-02T09:00");
    String duty = dutyOf(shop);
    lose();
    appeal("merchant", duty);
    travelTo("2026-06-05T10:00");
    ApiClient.Answer restored =
        service
            .api("admin")
            .post(
                "/api/v1/stores/" + shop.store() + "/category-restorations",
                Map.of("category", JEWELLERY, "reason", "申诉成立"));
    assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
    assertThat(duties(shop)).containsExactly("RESTORED 2026-05-30", "DUE 2026-07-04");
    lookAt("2026-06-05T10:01");
    assertThat(category(shop)).isEqualTo("HELD");
    assertThat(told(shop))
        .containsExactly("BEGUN", "REMINDED", "UNMET", "APPEALED", "APPEAL_GRANTED", "BEGUN");
    ApiClient.Answer shown = service.api("merchant").get(DUTIES + "/" + duty);
    assertThat(shown.body().at("/appeal/answer").asString()).isEqualTo("申诉成立");
  }

  @Test
  void merchantsSeeWhatIsDueOfThemAndNobodyElses() {
    Shop shop = shop("2026-03-10T10:00");
    lookAt("2026-05-02T09:00");
    assertThat(ids("merchant", "merchantId=" + shop.merchant())).containsExactly(dutyOf(shop));
    assertThat(ids("operator", "storeId=" + shop.store())).containsExactly(dutyOf(shop));
    assertThat(ids("merchant2", "merchantId=" + shop.merchant())).isEmpty();
    assertThat(service.api("merchant2").get(DUTIES + "/" + dutyOf(shop)).status()).isEqualTo(404);
    ApiClient.Answer shown = service.api("merchant").get(DUTIES + "/" + dutyOf(shop));
    assertThat(shown.body().path("lastDay").asString()).isEqualTo("2026-05-30");
  }

  @Test
  void thePlatformBindsWhoWasRemindedInsteadOfTakingTheCategory() {
    Shop shop = shop("2026-03-10T10:00");
    CaseId provider = provider("m-9" + NEXT.getAndIncrement(), JEWELLERY);
    lookAt("2026-05-02T09:00");
    service.bean(Bindings.class).propose(provider, shop.merchant(), ADMIN);
    assertThat(type(assign("operator", provider, shop))).isEqualTo("assignment-not-due");
    lookAt("2026-05-23T09:00");
    assertThat(type(assign("agent", provider, shop))).isEqualTo("own-decision");
    assertThat(assign("merchant", provider, shop).status()).isEqualTo(403);
    assertThat(type(assign("operator", provider(Merchants.next(), "服饰"), shop)))
        .isEqualTo("assignment-not-due");
    ApiClient.Answer assigned = assign("operator", provider, shop);
    assertThat(assigned.status()).as(assigned.body().toString()).isEqualTo(200);
    assertThat(duties(shop)).containsExactly("ASSIGNED 2026-05-30");
    assertThat(told(shop)).containsExactly("BEGUN", "REMINDED", "ASSIGNED");
    assertThat(service.bean(ServiceProviders.class).merchantsOf(provider))
        .containsExactly(shop.merchant());
    assertThat(
            service
                .api("merchant")
                .get("/api/v1/binding-proposals?merchantId=" + shop.merchant())
                .body()
                .at("/items/0/state")
                .asString())
        .isEqualTo("WITHDRAWN");
    assertThat(type(assign("operator", provider, shop))).isEqualTo("assignment-not-due");
    lookAt("2026-05-31T09:00");
    assertThat(category(shop)).isEqualTo("HELD");
  }

  @Test
  void nobodyIsAssignedASecondProviderNorOneThatDoesNotServe() {
    Shop shop = shop("2026-03-10T10:00");
    CaseId own = provider(Merchants.next(), JEWELLERY);
    lookAt("2026-05-02T09:00");
    lookAt("2026-05-23T09:00");
    CaseId unpaid = admitted(Merchants.next(), JEWELLERY);
    assertThat(assign("operator", unpaid, shop).body().path("state").asString())
        .isEqualTo("DEPOSIT_DUE");
    bind(own, shop.merchant());
    ApiClient.Answer refused = assign("operator", provider(Merchants.next(), JEWELLERY), shop);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("existing").asString()).isEqualTo(own.value());
    lookAt("2026-05-23T10:00");
    assertThat(duties(shop)).containsExactly("MET 2026-05-30");
  }

  /** Two instances look at once, and one store cannot be read. */
  @Test
  void isDoneOnceAndForEverybodyElse() throws Exception {
    List<Shop> shops = new ArrayList<>();
    for (int many = 0; many < 6; many++) {
      shops.add(shop("2026-03-10T10:00"));
    }
    Shop broken = shops.removeFirst();
    String kept =
        service
            .database()
            .sql("select review::text from store where id = :id")
            .param("id", broken.store().value())
            .query(String.class)
            .single();
    review(broken, "{}");
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (String day : List.of("2026-05-02T09:00", "2026-05-24T09:00", "2026-05-31T09:00")) {
        travelTo(day);
        List<Future<?>> looks = List.of(both.submit(job::lookAtAll), both.submit(job::lookAtAll));
        for (Future<?> look : looks) {
          look.get();
        }
      }
    }
    for (Shop shop : shops) {
      assertThat(told(shop)).containsExactly("BEGUN", "REMINDED", "UNMET");
      assertThat(category(shop)).startsWith("LOST");
    }
    assertThat(duties(broken)).isEmpty();
    review(broken, kept);
    lookAt("2026-05-31T10:00");
    assertThat(duties(broken)).containsExactly("DUE 2026-06-29");
  }

  private record Shop(CaseId store, String merchant) {}

  /** An open store of an industry belt that sells jewellery from then on. */
  private static Shop shop(String from) {
    Shop shop = opened(from, JEWELLERY);
    belt(shop, 1);
    return shop;
  }

  private static Shop opened(String from, String category) {
    travelTo(from);
    String merchant = Merchants.next();
    return new Shop(
        service
            .bean(TransactionTemplate.class)
            .execute(
                status ->
                    service
                        .bean(StoreRegister.class)
                        .open(
                            null,
                            new StoreRegister.Approved(
                                new CaseId(Ids.next("sa_")),
                                Platform.KUAISHOU,
                                merchant,
                                StoreType.ENTERPRISE,
                                "青禾珠宝",
                                "auditor1",
                                null,
                                List.of(category)),
                            0,
                            null)
                        .id()),
        merchant);
  }

  private static void belt(Shop shop, int flag) {
    Figures figures = service.bean(Figures.class);
    figures.report(
        List.of(
            new FigureReport(
                new FigureSubject(SubjectKind.STORE, shop.store().value()),
                "industry-belt",
                0,
                BigDecimal.valueOf(flag),
                figures.today(),
                "test")),
        ADMIN);
  }

  private static CaseId admitted(String owner, String industry) {
    return new CaseId(
        AdmittedProviders.admitted(
            service.bean(ServiceProviders.class), owner, "云桥服务有限公司", industry));
  }

  /** A provider that serves. */
  private static CaseId provider(String owner, String industry) {
    CaseId provider = admitted(owner, industry);
    service
        .bean(Payments.class)
        .book(
            new Payment(
                "pay-duty-" + NEXT.getAndIncrement(),
                provider.value(),
                DEPOSIT,
                service.bean(Clock.class).instant(),
                "云桥",
                DepositPurpose.STORE));
    return provider;
  }

  private static void bind(CaseId provider, String merchant) {
    Bindings bindings = service.bean(Bindings.class);
    assertThat(bindings.propose(provider, merchant, ADMIN))
        .get()
        .isInstanceOfSatisfying(
            Bindings.ProposalResult.Asked.class,
            asked ->
                assertThat(
                        bindings.agree(
                            asked.proposal().id(), new ActorRef(ActorRef.Kind.MERCHANT, merchant)))
                    .get()
                    .isInstanceOf(Bindings.AgreementResult.Bound.class));
  }

  private static void state(Shop shop, String state) {
    service
        .database()
        .sql("update store set state = :state where id = :id")
        .param("state", state)
        .param("id", shop.store().value())
        .update();
  }

  private static void review(Shop shop, String review) {
    service
        .database()
        .sql("update store set review = cast(:review as jsonb) where id = :id")
        .param("review", review)
        .param("id", shop.store().value())
        .update();
  }

  private static void travelTo(String local) {
    Instant instant = OffsetDateTime.parse(local + ":00+08:00").toInstant();
    service.travelTo(instant);
  }

  private static void lookAt(String local) {
    travelTo(local);
    job.lookAtAll();
  }

  /** Whoever was told on 2 May is reminded and has lost its category afterwards. */
  private static void lose() {
    lookAt("2026-05-24T09:00");
    lookAt("2026-05-31T09:00");
  }

  private static List<String> duties(Shop shop) {
    return service
        .database()
        .sql(
            "select state || ' ' || last_day from provider_duty where store_id = :id order by created_at")
        .param("id", shop.store().value())
        .query(String.class)
        .list();
  }

  private static String dutyOf(Shop shop) {
    return service
        .database()
        .sql("select id from provider_duty where store_id = :id order by created_at limit 1")
        .param("id", shop.store().value())
        .query(String.class)
        .single();
  }

  private static List<String> told(Shop shop) {
    return service
        .database()
        .sql(
            "select replace(action, 'PROVIDER_DUTY_', '') from history_event where case_id = :id"
                + " and action like 'PROVIDER_DUTY_%' order by seq")
        .param("id", shop.store().value())
        .query(String.class)
        .list();
  }

  /** How the store stands with what it was opened for, and why. */
  private static String category(Shop shop) {
    return service
        .database()
        .sql(
            "select concat_ws(' ', c ->> 'state', c #>> '{loss,ground,code}', c #>> '{loss,ground,noticeId}')"
                + " from store, jsonb_array_elements(data -> 'categories') c where id = :id")
        .param("id", shop.store().value())
        .query(String.class)
        .single();
  }

  private static ApiClient.Answer appeal(String user, String duty) {
    return service.api(user).post(DUTIES + "/" + duty + "/appeal", Map.of("words", "我们已签约，系统尚未更新"));
  }

  private static ApiClient.Answer refuse(String user, String duty) {
    return service
        .api(user)
        .post(DUTIES + "/" + duty + "/appeal-refusal", Map.of("reason", "没有绑定记录"));
  }

  private static ApiClient.Answer assign(String user, CaseId provider, Shop shop) {
    return service
        .api(user)
        .post(
            "/api/v1/service-providers/"
                + provider
                + "/merchants/"
                + shop.merchant()
                + "/assignment",
            Map.of("reason", "期限将至仍未绑定，按公告指定"));
  }

  private static List<String> ids(String user, String query) {
    return service
        .api(user)
        .get(DUTIES + "?" + query)
        .items()
        .valueStream()
        .map(one -> one.path("id").asString())
        .toList();
  }

  private static String type(ApiClient.Answer answer) {
    return answer.body().path("type").asString().replace("/problems/", "");
  }
}
