package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An auditor finds a case by what is known of it, and every number of the overview its cases. */
class CasesPageIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static ObjectNode application;
  private static String id;

  @BeforeAll
  static void submit() {
    application =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "DOUYIN",
                "m-1search",
                "ENTERPRISE",
                "[官方](http://e.invalid)<b>松月</b>山房",
                List.of("服饰")),
            SERVICE.api("merchant"));
    ApiClient.Answer answer =
        SERVICE.api("merchant").post("/api/v1/store-applications", application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    id = answer.id();
  }

  @Test
  void findsACaseByItsNameAndShowsTheNameAsItWasWritten() {
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    HttpResponse<String> looked =
        auditor.post("/console/cases", Map.of("q", "松月", "type", ""), "/console/cases");
    assertThat(looked.statusCode()).isEqualTo(303);
    String address = looked.headers().firstValue("location").orElseThrow();
    assertThat(address).startsWith("/console/cases?q=");
    HttpResponse<String> page = auditor.get(address);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(id, "[官方](http://e.invalid)&lt;b&gt;松月&lt;/b&gt;山房", "export/xlsx?q=")
        .doesNotContain("<b>松月");
  }

  @Test
  void keepsAPersonsNumberOutOfTheAddress() {
    String identity = application.at("/subject/legalRepresentative/identityNumber").asString();
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    String address =
        auditor
            .post("/console/cases", Map.of("q", identity), "/console/cases")
            .headers()
            .firstValue("location")
            .orElseThrow();
    assertThat(address).contains("person=").doesNotContain(identity);
    assertThat(auditor.get(address).body()).contains(id).doesNotContain(identity);
    for (Map<String, String> typed :
        List.of(
            Map.of("q", "法人 " + identity.substring(0, 6) + " " + identity.substring(6)),
            Map.of("merchantId", identity))) {
      assertThat(
              auditor
                  .post("/console/cases", typed, "/console/cases")
                  .headers()
                  .firstValue("location")
                  .orElseThrow())
          .contains("person=")
          .doesNotContain(identity.substring(6));
    }
  }

  /** Somebody's permit may be numbered like a day: what was not typed as a number is none. */
  @Test
  void takesNoFilterForSomebodysPaper() {
    submitPermit("m-1permit-day", "20261127");
    submitPermit("m-1permit-typed", "73109208");
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    assertThat(
            address(auditor, Map.of("platform", "DOUYIN", "from", "2026-11-27", "state", "ACTIVE")))
        .contains("platform=DOUYIN", "from=2026-11-27", "state=ACTIVE")
        .doesNotContain("person=");
    assertThat(address(auditor, Map.of("q", "台胞 73109208")))
        .contains("person=")
        .doesNotContain("73109208");
  }

  private static void submitPermit(String merchantId, String number) {
    ApiClient merchant = SERVICE.api("merchant");
    ObjectNode permit =
        SampleApplications.withPaper(
            SampleApplications.application(
                "KUAISHOU", merchantId, "ENTERPRISE", "松月海外", List.of("美妆")),
            "TAIWAN_TRAVEL_PERMIT",
            number,
            "1980-03-07");
    assertThat(
            merchant
                .post(
                    "/api/v1/store-applications",
                    SampleApplications.withDocuments(permit, merchant))
                .status())
        .isEqualTo(201);
  }

  private static String address(ConsoleVisitor visitor, Map<String, String> typed) {
    return visitor
        .post("/console/cases", typed, "/console/cases")
        .headers()
        .firstValue("location")
        .orElseThrow();
  }

  @Test
  void saysWhatIsWrongWithAFilterOnThePage() {
    HttpResponse<String> page =
        ConsoleVisitor.loggedIn(SERVICE, "auditor")
            .get("/console/cases?type=X&from=never", "Accept-Language", "en");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("role=\"alert\"", "type:", "from:");
  }

  @Test
  void handsOutWhatThePageShows() {
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    HttpResponse<String> file = auditor.get("/console/cases/export/csv?merchantId=m-1search");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).contains(id).contains("编号");
    assertThat(auditor.get("/console/cases/export/exe").statusCode()).isEqualTo(404);
  }

  @Test
  void leadsFromEveryNumberOfTheOverviewToItsCases() {
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    String overview = auditor.get("/console").body();
    List<String> links =
        Pattern.compile("href=\"(/console/cases\\?[^\"]+)\"")
            .matcher(overview)
            .results()
            .map(link -> link.group(1).replace("&amp;", "&"))
            .distinct()
            .toList();
    assertThat(links)
        .anyMatch(link -> link.contains("state="))
        .anyMatch(link -> link.contains("overdue"));
    for (String link : links) {
      HttpResponse<String> page = auditor.get(link);
      assertThat(page.statusCode()).as(link).isEqualTo(200);
      assertThat(page.body()).as(link).doesNotContain("role=\"alert\"");
    }
  }
}
