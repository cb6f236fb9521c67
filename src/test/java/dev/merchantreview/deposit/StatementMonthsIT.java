package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.ServiceAlone;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A month that has not begun has no statement. */
class StatementMonthsIT {

  private final ApiClient admin = ServiceAlone.get().api("admin");

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
