package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a case's page that show rounds, papers, who looked, and what is masked. */
class CasePartsIT {

  private static final ServiceAlone service = ServiceAlone.ofSamples();

  private final ApplicationSample applications = new ApplicationSample(service);
  private final CaseId id = applications.inReview();
  private final List<String> secrets =
      List.of(
          SampleApplications.identityNumber(applications.merchantOf(id)),
          SampleApplications.accountNumber(applications.merchantOf(id)),
          "13800000000",
          "shop@example.com",
          ">陈青<");

  private ConsoleVisitor visitor(String user) {
    return ConsoleVisitor.loggedIn(service, user);
  }

  private static String page(CaseId of, String part) {
    return "/console/cases/" + of + (part.isEmpty() ? "" : "/" + part);
  }

  private List<String> looked(CaseId of) {
    JsonNode items = service.api("auditor").get("/api/v1/cases/" + of + "/access").items();
    return items
        .valueStream()
        .map(one -> one.path("what").asString() + " " + one.at("/by/id").asString())
        .toList();
  }

  private static String english(ConsoleVisitor visitor, String path) {
    HttpResponse<String> answer = visitor.get(path, "Accept-Language", "en");
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** What nobody may see without a purpose is in no page, for whichever role and language. */
  @ParameterizedTest
  @ValueSource(strings = {"auditor", "operator", "admin", "auditor1"})
  void haveNothingMaskedInTheirSource(String user) {
    ConsoleVisitor visitor = visitor(user);
    String paper =
        service
            .api("auditor")
            .get("/api/v1/store-applications/" + id)
            .body()
            .at("/documents/0/documentId")
            .asString();
    for (String part : List.of("", "rounds", "papers", "papers?paper=" + paper, "access")) {
      for (String language : List.of("en", "zh-CN")) {
        HttpResponse<String> answer = visitor.get(page(id, part), "Accept-Language", language);
        assertThat(answer.statusCode()).as(part).isEqualTo(200);
        assertThat(answer.body()).as(part).doesNotContain(secrets).doesNotContain("??");
        assertThat(answer.body()).as(part).doesNotContain(" style=", "onclick", "<script>");
      }
    }
    // Pages are no reads: a paper is one only when its content is asked for.
    assertThat(looked(id)).isEmpty();
  }

  @Test
  void standOnThePageOfTheCase() {
    assertThat(english(visitor("auditor"), page(id, "")))
        .contains("id=\"rounds\"", "id=\"papers\"", "id=\"access\"", "rounds.css", "rounds.js")
        .contains("href=\"#rounds\"", "href=\"#papers\"", "href=\"#access\"");
  }

  @Test
  void showRoundsWithTheirFieldsAndWhyThenIsDue() {
    String shown = english(visitor("auditor"), page(id, "rounds"));
    assertThat(shown).contains("Round 1", "not decided", "Legal name", "Why then", "working day");
  }

  @Test
  void showAPaperBesideTheFieldsItProves() {
    JsonNode documents =
        service.api("auditor").get("/api/v1/store-applications/" + id).body().path("documents");
    String licence = documents.at("/0/documentId").asString();
    String shown = english(visitor("auditor"), page(id, "papers?paper=" + licence));
    assertThat(shown)
        .contains(
            "<img src=\"/console/papers/" + licence + "\"", "Business licence", "Turn", "Larger");
    assertThat(shown.substring(0, shown.indexOf("viewer")))
        .contains("91330106MA")
        .doesNotContain("Bank");
    assertThat(
            visitor("auditor")
                .get(page(applications.inReview(), "papers?paper=" + licence))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void showWhoLookedAndThatTheClusterDoesNotAnswer() {
    ConsoleVisitor auditor = visitor("auditor1");
    show(auditor, id, "IDENTITY_NUMBER", "核对法定代表人身份", false);
    String shown = english(auditor, page(id, "access"));
    assertThat(shown)
        .contains("auditor1", "personal data", "Identity number", "核对法定代表人身份")
        .contains("The cluster does not answer");
    assertThat(english(auditor, page(id, "timeline")))
        .contains("read unmasked personal data. Purpose: 核对法定代表人身份")
        .contains("<dt>Shown</dt><dd>Identity number</dd>");
    JsonNode read =
        service.api("auditor").get("/api/v1/cases/" + id + "/access").body().at("/items/0");
    assertThat(read.path("fields").valueStream().map(JsonNode::asString))
        .containsExactly("IDENTITY_NUMBER");
  }

  /** The fields a page has a button for. */
  private static List<String> offered(String page) {
    return Pattern.compile("name=\"field\" value=\"([A-Z_]+)\"")
        .matcher(page)
        .results()
        .map(field -> field.group(1))
        .toList();
  }

  @Test
  void haveAButtonAtEachValueThatIsMaskedOfTheLatestRound() {
    assertThat(offered(english(visitor("auditor"), page(id, "rounds"))))
        .containsExactly(
            "LEGAL_REPRESENTATIVE",
            "IDENTITY_NUMBER",
            "ACCOUNT_NUMBER",
            "CONTACT_NAME",
            "PHONE",
            "EMAIL",
            "SHOP_ADDRESS",
            "RETURN_NAME",
            "RETURN_PHONE",
            "RETURN_ADDRESS");
    new InState(service).fixRequired(id.value());
    ObjectNode anew =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "DOUYIN",
                applications.merchantOf(id),
                "ENTERPRISE",
                "青禾女装" + applications.merchantOf(id),
                List.of("服饰")),
            service.api("merchant"));
    ((ObjectNode) anew.get("contact")).put("phone", "13911112222");
    assertThat(
            service
                .api("merchant")
                .post("/api/v1/store-applications/" + id + "/resubmission", anew)
                .status())
        .isEqualTo(202);
    assertThat(offered(english(visitor("auditor"), page(id, "rounds")))).hasSize(10);
    assertThat(show(visitor("auditor"), id, "PHONE", "核对联系电话是否有效", true).body())
        .contains("13911112222");
  }

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private HttpResponse<String> show(
      ConsoleVisitor visitor, CaseId of, String field, String purpose, boolean inPlace) {
    Matcher token = TOKEN.matcher(visitor.get(page(of, "rounds")).body());
    assertThat(token.find()).isTrue();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.serviceUrl() + page(of, "personal-data")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept-Language", "en")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "_csrf="
                        + token.group(1)
                        + "&field="
                        + field
                        + "&purpose="
                        + URLEncoder.encode(purpose, StandardCharsets.UTF_8)));
    if (inPlace) {
      request.header("HX-Request", "true");
    }
    return visitor.send(request);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void showOneFieldForAPurposeAndPutItOnRecord(boolean inPlace) {
    String identity = SampleApplications.identityNumber(applications.merchantOf(id));
    HttpResponse<String> shown =
        show(
            visitor("operator"), id, "IDENTITY_NUMBER", "核对法定代表人身份\r\n" + "长".repeat(200), inPlace);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains(identity, "Identity number", "data-hide-after=\"60\"")
        .doesNotContain(secrets.stream().filter(other -> !other.equals(identity)).toList());
    assertThat(shown.body().contains("<html")).isNotEqualTo(inPlace);
    assertThat(shown.headers().firstValue("cache-control").orElse("")).contains("no-store");
    assertThat(shown.headers().firstValue("refresh").isPresent()).isNotEqualTo(inPlace);
    assertThat(looked(id)).containsExactly("PERSONAL_DATA operator");
    // The page is as it was before.
    assertThat(english(visitor("operator"), page(id, "rounds"))).doesNotContain(secrets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "看看", "a\u202Ebcdefg"})
  void showNothingWithoutAPurpose(String purpose) {
    for (boolean inPlace : List.of(true, false)) {
      HttpResponse<String> refused = show(visitor("auditor"), id, "PHONE", purpose, inPlace);
      assertThat(refused.statusCode()).isEqualTo(inPlace ? 200 : 422);
      assertThat(refused.body()).contains("Nothing was shown").doesNotContain(secrets);
    }
    assertThat(looked(id)).isEmpty();
  }

  @Test
  void showNothingToAFormWithoutItsTokenNorToMerchantsNorOfAnythingElse() {
    ConsoleVisitor auditor = visitor("auditor");
    Map<String, String> purpose = Map.of("field", "PHONE", "purpose", "核对法定代表人身份");
    assertThat(auditor.postWithout(page(id, "personal-data"), purpose).statusCode()).isEqualTo(403);
    assertThat(visitor("merchant").get(page(id, "rounds")).statusCode()).isEqualTo(403);
    assertThat(auditor.get(page(id, "personal-data")).statusCode()).isIn(404, 405);
    for (String field : List.of("", "ACCOUNT_HOLDER", "NAME", "phone")) {
      assertThat(show(auditor, id, field, "核对法定代表人身份", true).statusCode()).isEqualTo(404);
    }
    for (String none : List.of("sa_0000000000000000", "st_0000000000000000", "x")) {
      assertThat(auditor.get("/console/cases/" + none + "/rounds").statusCode()).isEqualTo(404);
      assertThat(auditor.get("/console/cases/" + none + "/access").statusCode()).isEqualTo(404);
    }
    assertThat(looked(id)).isEmpty();
  }

  @Test
  void showTheAccountOfARefundToo() {
    CaseId refund = new RefundSample(service).inReview();
    ConsoleVisitor auditor = visitor("finance1");
    assertThat(english(auditor, page(refund, "rounds"))).doesNotContain("571900000010606");
    // A company's name is masked for nobody.
    assertThat(offered(english(auditor, page(refund, "rounds")))).containsExactly("ACCOUNT_NUMBER");
    assertThat(show(auditor, refund, "ACCOUNT_NUMBER", "核对退款账户", true).body())
        .contains("571900000010606");
    assertThat(looked(refund)).containsExactly("PERSONAL_DATA finance1");
  }
}
