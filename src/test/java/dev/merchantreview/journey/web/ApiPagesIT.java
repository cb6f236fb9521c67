package dev.merchantreview.journey.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service shows about itself. */
@SharesPlatform
@ResourceLock(Browser.ONE_AT_A_TIME)
class ApiPagesIT {

  private static final String RESUBMISSION = "/api/v1/store-applications/{id}/resubmission";

  private final TestPlatform platform = TestPlatform.get();

  @Test
  void servesTheContractAndAPageToBrowseIt() {
    JsonNode document;
    try (Browser browser = new Browser()) {
      Page page = browser.page(1400, 1500);
      page.navigate(platform.serviceUrl() + "/v3/api-docs");
      document = JsonMapper.shared().readTree(page.locator("body").innerText());
      page.navigate(platform.serviceUrl() + "/swagger-ui.html");
      String subject = document.path("paths").path(RESUBMISSION).at("/post/tags/0").asString();
      page.locator("[data-tag='" + subject + "']").waitFor();
      assertThat(page.getByText(RESUBMISSION).count()).as("calls that are all drawn").isZero();
      page.locator("[data-tag='" + subject + "']").click();
      page.getByText(RESUBMISSION).first().waitFor();
      Browser.screenshot(page, "api-page");
      page.locator("section.models h4 button").click();
      page.getByText("ApplicationContent").first().waitFor();
    }
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(document.path("paths").propertyNames())
        .contains(
            "/api/v1/store-applications",
            "/api/v1/store-applications/{id}",
            RESUBMISSION,
            "/api/v1/store-applications/{id}/withdrawal",
            "/api/v1/documents",
            "/api/v1/documents/{id}",
            "/api/v1/payment-notifications",
            "/api/v1/cases/{id}/history",
            "/api/v1/cases/{id}/history/verification");
    JsonNode request = document.path("components").path("schemas").path("ApplicationContent");
    assertThat(request.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(request.path("required").toString()).contains("storeName", "subject");
    JsonNode submit = document.path("paths").path("/api/v1/store-applications").path("post");
    assertThat(submit.path("responses").propertyNames()).contains("201", "403", "422");
    assertThat(submit.path("responses").path("201").toString()).contains("ApplicationView");
    JsonNode answer = document.path("components").path("schemas").path("ApplicationView");
    assertThat(answer.path("properties").propertyNames()).contains("storeName", "nextActions");
  }

  @Test
  void tellsHowItIsAndCountsForPrometheus() {
    ApiClient admin = platform.api("admin");
    ApiClient.Answer health = admin.get("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body().path("components").path("engine").path("status").asString())
        .isEqualTo("UP");
    assertThat(health.body().path("components").path("db").path("status").asString())
        .isEqualTo("UP");
    String metrics = admin.get("/actuator/prometheus").raw().body();
    assertThat(metrics)
        .contains(
            "merchantreview_outbox_pending",
            "merchantreview_outbox_sent_total",
            "http_server_requests_seconds");
  }
}
