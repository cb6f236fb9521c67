package dev.merchantreview.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.shared.Erased;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two instances on one database, and owners whose keys are taken away. */
class ErasureIT {

  private static final String LIST = "/api/v1/store-applications";

  private static ServiceAlone one;
  private static ServiceAlone other;

  @BeforeAll
  static void start() {
    one = ServiceAlone.with();
    other = one.beside("--merchant-review.personal-data.keys-remembered=1s");
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  private static ObjectNode application(String merchantId) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            "DOUYIN", merchantId, "ENTERPRISE", "青禾" + merchantId, List.of("服饰")),
        one.api("merchant"));
  }

  private static String submitted(ObjectNode application) {
    ApiClient.Answer answer = one.api("merchant").post(LIST, application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static void erase(String owner) {
    assertThat(
            one.database()
                .sql("delete from personal_data_key where owner = :owner")
                .param("owner", owner)
                .update())
        .isEqualTo(1);
  }

  private static long keys(String owner) {
    return one.database()
        .sql("select count(*) from personal_data_key where owner = :owner")
        .param("owner", owner)
        .query(Long.class)
        .single();
  }

  private static String identity(ServiceAlone service, String merchantId) {
    return shown(service, merchantId).at("/subject/legalRepresentative/identityNumber").asString();
  }

  private static JsonNode shown(ServiceAlone service, String merchantId) {
    ApiClient.Answer list = service.api("merchant").get(LIST + "?merchantId=" + merchantId);
    assertThat(list.status()).isEqualTo(200);
    return service
        .api("merchant")
        .get(LIST + "/" + list.body().at("/items/0/id").asString())
        .body();
  }

  @Test
  void isSeenByTheOtherInstanceInTimeAndListsGoOn() {
    String id =
        submitted(
            SampleApplications.withPaper(
                application("m-17001"), "TAIWAN_TRAVEL_PERMIT", "17001170", "1980-03-07"));
    assertThat(identity(other, "m-17001")).isNotEqualTo(Erased.TEXT);
    erase("m-17001");
    TestPlatform.await("what was erased", () -> identity(other, "m-17001").equals(Erased.TEXT));
    assertThat(shown(other, "m-17001").at("/subject/legalRepresentative/birthDate").asString())
        .isEqualTo(Erased.TEXT);
    for (String user : List.of("merchant", "operator", "auditor")) {
      assertThat(other.api(user).get(LIST).status()).isEqualTo(200);
      assertThat(other.api(user).get(LIST + "/" + id).status()).isEqualTo(200);
    }
    assertThat(keys("m-17001")).isZero();
    // So is what is kept of the shop beside the content, should the content lack it.
    one.database()
        .sql(
            "update store_application set data = data || jsonb_build_object('content', (data -> 'content') - 'shop')"
                + " where id = :id")
        .param("id", id)
        .update();
    assertThat(shown(other, "m-17001").at("/shop/address").asString()).isEqualTo(Erased.TEXT);
    assertThat(shown(other, "m-17001").at("/shop/returnContact/phone").asString())
        .isEqualTo(Erased.TEXT);
    // It is not written over by what happens to the case afterwards.
    String kept = content(id);
    assertThat(kept).contains("v1:");
    ApiClient.Answer withdrawn = withdraw(id);
    assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(202);
    assertThat(content(id)).isEqualTo(kept);
    assertThat(keys("m-17001")).isZero();
  }

  private static ApiClient.Answer withdraw(String id) {
    return other.api("merchant").post(LIST + "/" + id + "/withdrawal", Map.of("reason", "no more"));
  }

  private static String content(String id) {
    return one.database()
        .sql(
            "select (data -> 'content')::text || (data -> 'shop')::text from store_application where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  @Test
  void sealsWithNoKeyThatWasTakenAwayInAnotherInstance() {
    submitted(application("m-17002"));
    identity(one, "m-17002");
    erase("m-17002");
    ObjectNode again = application("m-17002");
    again.put("platform", "KUAISHOU");
    again.remove("shop");
    String id = submitted(again);
    assertThat(keys("m-17002")).isEqualTo(1);
    String written = again.at("/subject/legalRepresentative/identityNumber").asString();
    for (ServiceAlone service : List.of(one, other)) {
      assertThat(
              service
                  .api("merchant")
                  .get(LIST + "/" + id)
                  .body()
                  .at("/subject/legalRepresentative/identityNumber")
                  .asString())
          .isEqualTo(written);
      assertThat(service.api("operator").get(LIST).status()).isEqualTo(200);
    }
    // What was sealed with the old one stays unreadable, and says so.
    TestPlatform.await(
        "the old key to be forgotten", () -> numbersOf("m-17002").contains(Erased.TEXT));
    assertThat(numbersOf("m-17002")).containsExactlyInAnyOrder(Erased.TEXT, written);
  }

  @Test
  void writesNothingBackThatAnInstanceStillReadsWithAKeyThatIsGone() {
    String id = submitted(application("m-17005"));
    assertThat(identity(one, "m-17005")).isNotEqualTo(Erased.TEXT);
    erase("m-17005");
    String kept = content(id);
    String key = UUID.randomUUID().toString();
    ApiClient.Answer withdrawn =
        one.api("merchant").post(LIST + "/" + id + "/withdrawal", Map.of("reason", "no more"), key);
    assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(202);
    assertThat(keys("m-17005")).isZero();
    assertThat(content(id)).isEqualTo(kept);
    assertThat(personsIn(id)).isZero();
  }

  /** The owner handed in anew, at an instance that knows: the key of now is another. */
  @Test
  void findsAPersonAgainByNothingThatWentWithAnEarlierKey() {
    String id = submitted(application("m-17006"));
    assertThat(identity(one, "m-17006")).isNotEqualTo(Erased.TEXT);
    erase("m-17006");
    ObjectNode again = application("m-17006");
    again.put("platform", "KUAISHOU");
    again.remove("shop");
    assertThat(other.api("merchant").post(LIST, again).status()).isEqualTo(201);
    one.database().sql("delete from case_index where id = :id").param("id", id).update();
    RightIndex.rebuild(one);
    assertThat(personsIn(id)).isZero();
    String kept = content(id);
    one.api("merchant").post(LIST + "/" + id + "/withdrawal", Map.of("reason", "no more"));
    assertThat(content(id)).isEqualTo(kept);
    assertThat(personsIn(id)).isZero();
  }

  /** How many hashes of persons' numbers a case is found by. */
  private static long personsIn(String id) {
    return one.database()
        .sql(
            "select count(key) from case_index left join unnest(keys) key on key like 'I:%' or key like 'A:%'"
                + " where id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private static List<String> numbersOf(String merchantId) {
    return other
        .api("merchant")
        .get(LIST + "?merchantId=" + merchantId)
        .items()
        .valueStream()
        .map(item -> other.api("merchant").get(LIST + "/" + item.path("id").asString()).body())
        .map(shown -> shown.at("/subject/legalRepresentative/identityNumber").asString())
        .toList();
  }

  @Test
  void keepsTheKeyUntilWhatItSealsIsKept() throws InterruptedException {
    TransactionTemplate transaction = one.bean(TransactionTemplate.class);
    PersonalData personalData = one.bean(PersonalData.class);
    String owner = "m-17003-" + UUID.randomUUID();
    transaction.executeWithoutResult(status -> personalData.sealing(owner));
    Thread eraser = new Thread(() -> erase(owner));
    transaction.executeWithoutResult(
        status -> {
          personalData.sealing(owner);
          eraser.start();
          TestPlatform.await("the eraser to wait", ErasureIT::somebodyWaits);
          assertThat(keys(owner)).isEqualTo(1);
        });
    eraser.join();
    assertThat(keys(owner)).isZero();
    assertThatThrownBy(() -> personalData.sealing(owner)).isInstanceOf(IllegalStateException.class);
    assertThat(personalData.reading(owner).open("x", "v1:AAAA")).isEqualTo(Erased.TEXT);
    assertThat(keys(owner)).isZero();
  }

  private static boolean somebodyWaits() {
    return one.database()
            .sql(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like 'delete from personal_data_key%'")
            .query(Long.class)
            .single()
        > 0;
  }

  @Test
  void doesNotRepeatACallWhoseAnswerWasErased() {
    ObjectNode application = application("m-17004");
    String key = UUID.randomUUID().toString();
    ApiClient.Answer first = other.api("merchant").post(LIST, application, key);
    erase("caller merchant");
    TestPlatform.await(
        "the answer to be erased",
        () -> other.api("merchant").post(LIST, application, key).status() == 409);
    ApiClient.Answer again = other.api("merchant").post(LIST, application, key);
    assertThat(again.body().path("type").asString()).endsWith("idempotency-answer-erased");
    assertThat(first.status()).isEqualTo(201);
    assertThat(numbersOf("m-17004")).hasSize(1);
  }

  @Test
  void paysNobodyWhoseAccountWasErased() {
    assertThatThrownBy(() -> new Bank.Order("po_1", Erased.TEXT, "x", "x", 1, "x"))
        .isInstanceOf(IllegalStateException.class);
  }
}
