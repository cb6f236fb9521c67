package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import dev.merchantreview.testing.TableAnswers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Companies and people from elsewhere at the API, in the database, and in what people search. */
class SubjectsFromElsewhereIT {

  private static final String LIST = "/api/v1/store-applications";
  private static final AtomicInteger NEXT = new AtomicInteger(17_310_000);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  private static String merchantId() {
    return "m-1" + NEXT.getAndIncrement();
  }

  private static ObjectNode application(String platform, String type) {
    return SampleApplications.application(platform, merchantId(), type, "远洋优选", List.of("美妆"));
  }

  private static ObjectNode withPaper(String paper, String number) {
    return SampleApplications.withPaper(
        application("KUAISHOU", "ENTERPRISE"), paper, number, "1980-03-07");
  }

  private static ObjectNode passport(String number, String nationality) {
    ObjectNode application = withPaper("PASSPORT", number);
    person(application).put("nationality", nationality);
    return application;
  }

  private static ObjectNode person(ObjectNode application) {
    return (ObjectNode) application.at("/subject/legalRepresentative");
  }

  private ApiClient.Answer send(ObjectNode application) {
    return merchant.post(LIST, SampleApplications.withDocuments(application, merchant));
  }

  private String submitted(ObjectNode application) {
    ApiClient.Answer answer = send(application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private List<String> errors(ObjectNode application) {
    ApiClient.Answer answer = send(application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .toList();
  }

  @Test
  void areMaskedSealedAndShownForAPurpose() {
    String id = submitted(passport("E73109001", "SG"));
    JsonNode own = merchant.get(LIST + "/" + id).body().at("/subject/legalRepresentative");
    assertThat(own.path("identityNumber").asString()).isEqualTo("E73109001");
    assertThat(own.path("birthDate").asString()).isEqualTo("1980-03-07");
    ApiClient auditor = service.api("auditor");
    JsonNode seen = auditor.get(LIST + "/" + id).body().at("/subject/legalRepresentative");
    assertThat(seen.path("identityNumber").asString()).isEqualTo("E******01");
    assertThat(seen.path("birthDate").asString()).isEqualTo("****-**-**");
    assertThat(seen.path("identityPaper").asString()).isEqualTo("PASSPORT");
    assertThat(seen.path("nationality").asString()).isEqualTo("SG");
    JsonNode shown =
        auditor
            .post(
                LIST + "/" + id + "/personal-data",
                Map.of("purpose", "核对出生日期", "fields", List.of("BIRTH_DATE")))
            .body();
    assertThat(shown.path("birthDate").asString()).isEqualTo("1980-03-07");
    assertThat(shown.path("identityNumber").asString()).isEqualTo("E******01");
    for (String table : List.of("store_application", "case_index", "history_event")) {
      String column = table.equals("history_event") ? "case_id" : "id";
      assertThat(
              service
                  .database()
                  .sql("select t::text from " + table + " t where " + column + " = :id")
                  .param("id", id)
                  .query(String.class)
                  .list()
                  .toString())
          .as(table)
          .contains(id)
          .doesNotContain("E73109001")
          .doesNotContain("1980-03-07");
    }
  }

  /** What an auditor judges of the person: masked, with the paper in words. */
  @Test
  void areJudgedWithTheirPaperInWords() {
    String id = submitted(passport("E73109002", "SG"));
    StoreApplication application = service.bean(Onboarding.class).get(new CaseId(id));
    assertThat(items(application).get("/subject/legalRepresentative").value())
        .contains("护照 · Passport", "E******02", "新加坡 · Singapore (SG)", "2034-03-06")
        .doesNotContain("E73109002")
        .doesNotContain("1980");
  }

  @Test
  void areFoundByTheNumberOfAnyPaper() {
    String id = submitted(withPaper("HK_MACAU_TRAVEL_PERMIT", "H7310900301"));
    ObjectNode abroad = application("KUAISHOU", "IMPORT");
    ((ObjectNode) abroad.path("subject")).put("licenceNumber", "UEN 7310-9004");
    String company = submitted(abroad);
    for (String number : List.of("H7310900301", "H73109003", "h7310900302")) {
      assertThat(found(number)).as(number).containsExactly(id);
    }
    assertThat(found("UEN%207310-9004")).containsExactly(company);
    assertThat(found("H73109099")).isEmpty();
  }

  /** A shop may be called like a paper; what is found of it does not tell who has that paper. */
  @Test
  void areNobodysToLookForAmongOthers() {
    ApiClient other = service.api("merchant2");
    ObjectNode named = withPaper("RESIDENT_IDENTITY_CARD", SampleApplications.identityNumber("x1"));
    named.put("merchantId", "m-2" + NEXT.getAndIncrement()).put("storeName", "H73109207");
    person(named).remove(List.of("identityPaper", "birthDate", "identityValidUntil"));
    ApiClient.Answer answer = other.post(LIST, SampleApplications.withDocuments(named, other));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    assertThat(found(other, "H73109207")).containsExactly(answer.id());
    String id = submitted(withPaper("HK_MACAU_TRAVEL_PERMIT", "H73109207"));
    assertThat(found(other, "H73109207")).containsExactly(answer.id());
    assertThat(found(merchant, "H73109207")).containsExactly(id);
    assertThat(found("H73109207")).containsExactly(id);
  }

  private List<String> found(String text) {
    return found(service.api("auditor"), text);
  }

  private static List<String> found(ApiClient who, String text) {
    return who.get("/api/v1/cases?q=" + text)
        .items()
        .valueStream()
        .map(one -> one.path("id").asString())
        .toList();
  }

  /** Everything that does not go together, at once. */
  @Test
  void areToldWhatDoesNotGoTogether() {
    ObjectNode application = application("DOUYIN", "IMPORT");
    ((ObjectNode) application.path("subject")).remove("registeredIn");
    person(application).put("identityPaper", "PASSPORT").put("identityNumber", "E1234567890");
    assertThat(errors(application))
        .containsExactlyInAnyOrder(
            "/storeType STORE_TYPE_NOT_OPEN",
            "/subject/registeredIn REGISTERED_ABROAD",
            "/subject/legalRepresentative/identityNumber WRONG_FORMAT",
            "/subject/legalRepresentative/nationality REQUIRED",
            "/subject/legalRepresentative/birthDate REQUIRED",
            "/subject/legalRepresentative/identityValidUntil REQUIRED");
    ObjectNode mainland = application("WECHAT", "ENTERPRISE");
    mainland.putArray("categories").add("美妆护肤");
    ((ObjectNode) mainland.path("subject")).put("registeredIn", "HK");
    person(mainland).put("nationality", "SG").put("birthDate", "1980-03-07");
    assertThat(errors(mainland))
        .containsExactlyInAnyOrder(
            "/subject/registeredIn REGISTERED_IN_MAINLAND",
            "/subject/legalRepresentative/nationality ONLY_WITH_PASSPORT",
            "/subject/legalRepresentative/birthDate BIRTH_DATE_IN_NUMBER");
    assertThat(errors(passport("E73109005", "TW")))
        .containsExactly("/subject/legalRepresentative/nationality OTHER_PAPER");
    assertThat(errors(passport("E73109005", "XX")))
        .containsExactly("/subject/legalRepresentative/nationality UNKNOWN_COUNTRY");
    ObjectNode day = passport("E73109005", "SG");
    person(day).put("birthDate", "1980-02-30");
    assertThat(errors(day)).containsExactly("/subject/legalRepresentative/birthDate INVALID_DATE");
    ObjectNode number = application("KUAISHOU", "ENTERPRISE");
    ((ObjectNode) number.path("subject")).put("licenceNumber", "UEN 7310-9004");
    person(number).put("identityNumber", "E73109005");
    assertThat(errors(number))
        .containsExactlyInAnyOrder(
            "/subject/licenceNumber WRONG_FORMAT",
            "/subject/legalRepresentative/identityNumber WRONG_FORMAT");
  }

  /** Bodies of before mean the mainland, and compare with the rounds of before. */
  @Test
  void leaveBodiesOfBeforeAsTheyWere() {
    ObjectNode sent = application("KUAISHOU", "ENTERPRISE");
    String id = submitted(sent);
    JsonNode subject = merchant.get(LIST + "/" + id).body().path("subject");
    assertThat(subject.path("registeredIn").isNull()).isTrue();
    assertThat(subject.path("legalRepresentative").path("identityPaper").isNull()).isTrue();
    StoreApplication application = service.bean(Onboarding.class).get(new CaseId(id));
    String pointer = "/subject/legalRepresentative";
    assertThat(items(application).get(pointer).fingerprint())
        .isEqualTo(
            service
                .bean(PersonalData.class)
                .reading(application.content().merchantId())
                .fingerprint(pointer + person(sent)));
    assertThat(items(application).get(pointer).value())
        .isEqualTo("陈* " + Masking.identityNumber(person(sent).path("identityNumber").asString()));
    assertThat(items(application)).doesNotContainKey("/subject/registeredIn");
  }

  private Map<String, ReviewItem> items(StoreApplication application) {
    return service
        .bean(ApplicationItems.class)
        .of(application.submittedBy(), application.content())
        .stream()
        .filter(item -> !item.isDocument())
        .collect(Collectors.toMap(ReviewItem::pointer, Function.identity()));
  }

  /** An instance of before names no paper, and means a resident's identity card. */
  @Test
  void leaveTheTableAsItWasForWhoNamesNoPaper() {
    assertThat(
            TableAnswers.get()
                .ask("required-documents", Map.of("platform", "WECHAT", "storeType", "PERSONAL"))
                .path("output")
                .toString())
        .isEqualTo("[[\"IDENTITY_CARD\"]]");
  }

  /** Who closed a store is recognised by paper, country and what lasts of the number. */
  @ParameterizedTest
  @CsvSource({
    "PASSPORT, E73109006, SG, PASSPORT, E73109006, SG, 409",
    "PASSPORT, E73109007, SG, PASSPORT, E73109007, MY, 201",
    "HK_MACAU_TRAVEL_PERMIT, H7310900801, , HK_MACAU_TRAVEL_PERMIT, H73109008, , 409",
    "HK_MACAU_TRAVEL_PERMIT, H73109009, , PASSPORT, H73109009, SG, 201",
  })
  void areRecognisedAfterClosing(
      String paper,
      String number,
      String country,
      String other,
      String next,
      String of,
      int status) {
    String former = submitted(of(paper, number, country));
    String store = former.replace("sa_", "st_");
    StoredStores.open(service.database(), store, former);
    StoredStores.close(service.database(), store);
    service
        .database()
        .sql(
            "update store_application set state = 'ACTIVE', open = false, store_id = :store where id = :id")
        .param("store", store)
        .param("id", former)
        .update();
    assertThat(send(of(other, next, of)).status()).isEqualTo(status);
  }

  private static ObjectNode of(String paper, String number, String country) {
    return country == null ? withPaper(paper, number) : passport(number, country);
  }
}
