package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody may know whether the service is well; of what it is made, those who run it. */
class HealthIT {

  @ParameterizedTest
  @CsvSource({", false", "merchant, false", "auditor, false", "operator, true", "admin, true"})
  void tellsItsPartsToThoseWhoRunIt(String user, boolean parts) {
    ApiClient api = ServiceAlone.get().api(user == null ? "nobody" : user);
    ApiClient.Answer health =
        user == null
            ? api.send(api.request("/actuator/health").setHeader("Authorization", "").GET())
            : api.get("/actuator/health");
    assertThat(health.body().path("status").asString()).isNotBlank();
    assertThat(health.body().has("components")).isEqualTo(parts);
    assertThat(health.body().toString().contains("PostgreSQL")).isEqualTo(parts);
    assertThat(health.body().toString().contains("\"path\"")).isEqualTo(parts);
  }
}
