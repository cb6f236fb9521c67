package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.documents.SampleFiles;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Papers and their pictures for people who are logged in to the console. */
class PaperFilesIT {

  private static final ServiceAlone service = ServiceAlone.ofSamples();

  private final CaseId id = new ApplicationSample(service).inReview();
  private final String paper =
      service
          .api("auditor")
          .get("/api/v1/store-applications/" + id)
          .body()
          .at("/documents/0/documentId")
          .asString();

  private String picture(CaseId of) {
    return "/console/papers/" + paper + "/picture?case=" + of;
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private List<String> readers() {
    JsonNode items = service.api("auditor").get("/api/v1/cases/" + id + "/access").items();
    return items.valueStream().map(one -> one.at("/by/id").asString()).toList();
  }

  @Test
  void givesOutAPaperAndPutsOnRecordToWhom() {
    HttpResponse<String> content =
        ConsoleVisitor.loggedIn(service, "auditor1").get("/console/papers/" + paper);
    assertThat(content.statusCode()).isEqualTo(200);
    assertThat(header(content, "content-type")).isEqualTo("image/png");
    assertThat(header(content, "cache-control")).contains("no-store");
    assertThat(header(content, "content-security-policy"))
        .contains("sandbox", "default-src 'none'", "frame-ancestors 'self'");
    assertThat(header(content, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(readers()).containsExactly("auditor1");
  }

  @Test
  void showsAPictureOfAPaperOfTheCaseToFormsElsewhere() {
    HttpResponse<String> shown = ConsoleVisitor.loggedIn(service, "operator").get(picture(id));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(header(shown, "content-type")).isEqualTo("image/jpeg");
    assertThat(header(shown, "cross-origin-resource-policy")).isEqualTo("cross-origin");
    // What lets it be shown elsewhere is safe by this alone.
    ConsoleVisitor nobodyYet = new ConsoleVisitor(service);
    assertThat(header(nobodyYet.login("operator", "operator"), "set-cookie"))
        .contains("SameSite=Lax");
    assertThat(new ConsoleVisitor(service).get(picture(id)).statusCode()).isEqualTo(302);
    assertThat(header(shown, "cache-control")).contains("no-store").doesNotContain("public");
    assertThat(readers()).containsExactly("operator");
  }

  /** Nobody gets at a paper by naming it beside a case it has nothing to do with. */
  @Test
  void showsNoPictureOfWhatDoesNotBelongToTheCase() {
    CaseId other = new ApplicationSample(service).inReview();
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(service, "auditor");
    for (String path :
        List.of(
            picture(other),
            "/console/papers/" + paper + "/picture",
            "/console/papers/" + paper + "/picture?case=x",
            "/console/papers/dc_0000000000000000/picture?case=" + id,
            "/console/papers/dc_0000000000000000",
            "/console/papers/x")) {
      assertThat(auditor.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(readers()).isEmpty();
  }

  @Test
  void showsMerchantsAndStrangersNothing() {
    for (String path : List.of("/console/papers/" + paper, picture(id))) {
      assertThat(ConsoleVisitor.loggedIn(service, "merchant").get(path).statusCode())
          .isEqualTo(403);
      assertThat(new ConsoleVisitor(service).get(path).statusCode()).isEqualTo(302);
    }
    assertThat(readers()).isEmpty();
  }

  /** A PDF is shown by the browser's own viewer, which does not start in a sandbox. */
  @Test
  void letsTheBrowsersViewerShowAPdf() {
    String pdf = service.api("merchant").upload("BUSINESS_LICENCE", SampleFiles.pdf());
    HttpResponse<String> content =
        ConsoleVisitor.loggedIn(service, "auditor").get("/console/papers/" + pdf);
    assertThat(header(content, "content-type")).isEqualTo("application/pdf");
    assertThat(header(content, "content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("sandbox");
  }
}
