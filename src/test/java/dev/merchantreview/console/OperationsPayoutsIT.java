package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators say what a difference between a payout and the bank's statement was. */
class OperationsPayoutsIT {

  private static final String PAGE = "/console/operations";
  private static final ServiceAlone service = ServiceAlone.ofSamples();

  /** A difference with the bank about a payout two people agreed to. */
  private static String difference(String number, String detail) {
    String id = "pf_" + number.substring(3);
    service
        .database()
        .sql(
            "insert into payout_finding (id, number, kind, detail, found_at) values (:id, :number, 'PAID_TWICE', :detail, now())")
        .param("id", id)
        .param("number", number)
        .param("detail", detail)
        .update();
    return id;
  }

  @Test
  void sayWhatADifferenceWithTheBankWas() {
    String id = difference("po_0000000000001954", "<i>1 + 1</i>");
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(service, "operator");
    assertThat(operator.get(PAGE).body())
        .contains("po_0000000000001954", "&lt;i&gt;1 + 1", "查明的原因", "同一编号银行付款多于一次");
    assertThat(operator.get(PAGE, "Accept-Language", "en").body())
        .contains("Explain the difference of payout po_0000000000001954", "What it was");
    HttpResponse<String> empty = explained(operator, id, " \r\n ");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("po_0000000000001954", "aria-invalid=\"true\"");
    assertThat(explained(operator, id, "字".repeat(1_001)).statusCode()).isEqualTo(422);
    assertThat(explained(operator, id, "银行\u202e重复入账").statusCode()).isEqualTo(422);
    HttpResponse<String> done = explained(operator, id, "银行重复入账，\r\n已冲正");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
    assertThat(done.headers().firstValue("location").orElse(""))
        .isEqualTo(PAGE + "?done=explained");
    assertThat(operator.get(PAGE + "?done=explained").body())
        .contains("已按您的说明结束")
        .doesNotContain("po_0000000000001954");
    JsonNode kept =
        service
            .api("operator")
            .get("/api/v1/payout-findings?number=po_0000000000001954")
            .body()
            .at("/items/0");
    assertThat(kept.path("state").asString()).isEqualTo("EXPLAINED");
    assertThat(kept.path("explanation").asString()).isEqualTo("银行重复入账，\n已冲正");
    assertThat(kept.path("explainedBy").asString()).isEqualTo("operator");
    assertThat(explained(operator, id, "再说一次").statusCode()).isEqualTo(409);
    assertThat(explained(operator, "pf_0000000000000000", "没有").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> explained(ConsoleVisitor visitor, String id, String words) {
    return visitor.post(PAGE + "/explanation", Map.of("id", id, "explanation", words), PAGE);
  }

  /** As by the API: auditors look, and who agreed to a payout does not judge it again. */
  @Test
  void sayNothingOfADifferenceThatIsNotTheirsToJudge() {
    String id = difference("po_0000000000001955", "x");
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(service, "auditor");
    assertThat(auditor.get(PAGE).statusCode()).isEqualTo(403);
    assertThat(
            auditor
                .post(
                    PAGE + "/explanation",
                    Map.of("id", id, "explanation", "没有问题"),
                    "/console/cases")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            ConsoleVisitor.loggedIn(service, "operator")
                .postWithout(PAGE + "/explanation", Map.of("id", id, "explanation", "没有问题"))
                .statusCode())
        .isEqualTo(403);
    agreed("po_0000000000001955", "operator");
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(service, "operator");
    HttpResponse<String> own = explained(operator, id, "没有问题");
    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(own.body()).contains("本人参与过该决定");
    HttpResponse<String> admin = explained(ConsoleVisitor.loggedIn(service, "admin"), id, "银行重复入账");
    assertThat(admin.statusCode()).as(admin.body()).isEqualTo(303);
  }

  /** Puts into the ledger who agreed to a payout. */
  private static void agreed(String number, String reviewer) {
    service
        .database()
        .sql(
            "insert into deposit_account (id, holder_kind, holder_id, platform, owner_id, required_fen, operating, opened_at)"
                + " values (:id, 'service_PROVIDER', :id, 'DOUYIN', 'm-1955', 0, true, now())")
        .param("id", "dp_" + number.substring(3))
        .update();
    service
        .database()
        .sql(
            "insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id,"
                + " actor_kind, actor_id, decision, posted_at) values"
                + " (:id, 'PAYMENT', 'of ' || :number, 1, 'PLATFORM_CLEARING', 'HELD', 1, 'x', 'SYSTEM', 'x', '{}', now()),"
                + " (:id, 'PAYOUT_ORDERED', :number, 1, 'HELD', 'IN_PAYOUT', 1, 'x', 'SYSTEM', 'x', :decision, now())")
        .param("id", "dp_" + number.substring(3))
        .param("number", number)
        .param("decision", "{\"financeReviewer\":\"" + reviewer + "\"}")
        .update();
  }
}
