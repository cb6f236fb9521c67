package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.outside.Bank;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators see what came in that nobody asked for, and say that it was sent back. */
class OperationsRemittancesIT {

  private static final String PAGE = "/console/operations";

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void sayThatARemittanceWasSentBack() {
    String reference = "bk-" + UUID.randomUUID();
    service
        .bean(Remittances.class)
        .received(
            new Bank.Credit(
                reference, 7_037, "<i>附言</i>", "海南天涯贸易有限公司", "6222020000001234", Instant.now()));
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(service, "operator");
    assertThat(operator.get(PAGE).body())
        .contains(reference, "70.37", "&lt;********", "附言不属于任何申请")
        .doesNotContain("天涯", "622202", "i&gt;附言");
    assertThat(operator.get(PAGE, "Accept-Language", "en").body())
        .contains("Nobody was named this remark", "Remittance " + reference + " was sent back");
    JsonNode credit =
        service
            .api("operator")
            .get("/api/v1/remittances?outcome=UNKNOWN&state=OPEN&limit=200")
            .items()
            .valueStream()
            .filter(one -> one.path("reference").asString().equals(reference))
            .findFirst()
            .orElseThrow();
    String id = credit.path("id").asString();
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(service, "auditor");
    assertThat(
            auditor
                .post(PAGE + "/return", Map.of("id", id, "note", "退了"), "/console/cases")
                .statusCode())
        .isEqualTo(403);
    assertThat(operator.postWithout(PAGE + "/return", Map.of("id", id, "note", "退了")).statusCode())
        .isEqualTo(403);
    assertThat(returned(operator, id, " ").statusCode()).isEqualTo(422);
    HttpResponse<String> done = returned(operator, id, "已按原路退回");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
    assertThat(operator.get(PAGE + "?done=returned").body())
        .contains("已记录该打款已退回")
        .doesNotContain(reference);
    assertThat(returned(operator, id, "再退").statusCode()).isEqualTo(409);
    assertThat(returned(operator, "rc_0000000000000000", "没有").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> returned(ConsoleVisitor visitor, String id, String note) {
    return visitor.post(PAGE + "/return", Map.of("id", id, "note", note), PAGE);
  }
}
