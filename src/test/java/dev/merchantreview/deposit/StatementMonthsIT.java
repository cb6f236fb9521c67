package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is stated of a time to come. */
class StatementMonthsIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ApiClient admin = ServiceAlone.get().api("admin");

  @Test
  void tellsNoBalancesOfAMomentToCome() {
    String provider =
        AdmittedProviders.admitted(
            ServiceAlone.get().bean(ServiceProviders.class), "m-1971", "青禾服务有限公司");
    String deposit = "/api/v1/deposits/" + provider + "?at=";
    Instant now = Instant.now();
    for (String at : List.of(now.minus(MINUTE).toString(), now.toString())) {
      assertThat(admin.get(deposit + at).status()).as(at).isEqualTo(200);
    }
    for (String at :
        List.of(now.plus(MINUTE.multipliedBy(60)).toString(), "2099-01-01T00:00:00Z")) {
      ApiClient.Answer answer = admin.get(deposit + at);
      assertThat(answer.status()).as(at).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("#query/at");
      assertThat(answer.body().at("/errors/0/code").asString()).isEqualTo("IN_FUTURE");
    }
  }

  @Test
  void statesNothingOfAMonthToCome() {
    String provider =
        AdmittedProviders.admitted(
            ServiceAlone.get().bean(ServiceProviders.class), "m-1970", "青禾服务有限公司");
    String statements = "/api/v1/deposits/" + provider + "/statements/";
    YearMonth now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
    for (String form : List.of(".csv", ".pdf")) {
      assertThat(admin.get(statements + now + form).status()).isEqualTo(200);
      for (String month : List.of(now.plusMonths(2).toString(), "9999-12")) {
        ApiClient.Answer answer = admin.get(statements + month + form);
        assertThat(answer.status()).as(month).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("code").asString())
            .isEqualTo("IN_FUTURE");
      }
    }
  }
}
