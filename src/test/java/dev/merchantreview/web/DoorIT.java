package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.ServiceAlone;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a request may leave out, and what no request can bring in. */
class DoorIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  @Test
  void refusesForgedCursors() {
    for (String plain :
        List.of(
            "+1000000000-12-31T23:59:59.999999999Z x",
            "-1000000000-01-01T00:00:00Z x",
            "2026-01-01T00:00:00Z \u0000",
            "2026-01-01T00:00:00Z ",
            "2026-01-01T00:00:00.0Z x")) {
      String cursor =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
      for (String list : List.of("store-applications", "stores", "products", "filings")) {
        assertThat(merchant.get("/api/v1/" + list + "?cursor=" + cursor).status())
            .as("%s %s", list, plain)
            .isEqualTo(422);
      }
    }
  }

  @Test
  void takesNullAsLeftOutAndNoUnknownField() {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1910", "青禾女装", List.of("服饰")), merchant);
    ((ObjectNode) application.path("subject")).putNull("licenceValidUntil");
    application.putNull("nobodyKnows");
    assertThat(merchant.post(APPLICATIONS, application).body().toString())
        .contains("/nobodyKnows", "UNKNOWN_FIELD");
    application.remove("nobodyKnows");
    ObjectNode nameless = ApiClient.copy(application);
    nameless.putNull("storeName");
    assertThat(merchant.post(APPLICATIONS, nameless).body().toString())
        .contains("/storeName", "REQUIRED");
    ApiClient.Answer taken = merchant.post(APPLICATIONS, application);
    assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(201);
    assertThat(taken.body().path("subject").path("licenceValidUntil").isNull()).isTrue();
  }

  @Test
  void answersBrokenEscapesAsTheCallersError() {
    for (String query : List.of("limit=%25FF", "a=%FF")) {
      assertThat(merchant.get("/api/v1/stores?" + query).status()).isBetween(400, 499);
    }
  }
}
