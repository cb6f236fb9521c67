package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.duty.LostByDuty;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Everybody who reads all sees the open appeals; administrators answer them, by the API's rules.
 */
class AppealsPageIT {

  private static final String PAGE = "/console/appeals";

  private final ServiceAlone service = ServiceAlone.get();
  private final ConsoleVisitor admin = ConsoleVisitor.loggedIn(service, "admin");

  private LostByDuty appealed(String words) {
    return LostByDuty.in(service).appealed(service, words);
  }

  private JsonNode duty(LostByDuty one) {
    return service.api("merchant").get("/api/v1/provider-duties/" + one.duty()).body();
  }

  private String category(LostByDuty one) {
    return service
        .api("merchant")
        .get("/api/v1/stores/" + one.store())
        .body()
        .at("/categories/0/state")
        .asString();
  }

  private static HttpResponse<String> decide(
      ConsoleVisitor visitor, String duty, String decision, String reason) {
    return visitor.post(
        PAGE + "/" + duty, Map.of("decision", decision, "reason", reason), "/console/cases");
  }

  /** The part of the page that is about one appeal. */
  private static String part(String page, LostByDuty one) {
    int from = page.indexOf("id=\"" + one.duty() + "\"");
    assertThat(from).as(one.duty()).isPositive();
    return page.substring(from, page.indexOf("</article>", from));
  }

  @Test
  void showOpenAppealsToWhoReadsAllAndTheAnswerToAdministratorsAlone() {
    LostByDuty unasked = LostByDuty.in(service);
    LostByDuty appealed = appealed("已签约\n<b>系统未更新</b>");
    for (String reader : List.of("operator", "auditor")) {
      ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, reader);
      String page = visitor.get(PAGE, "Accept-Language", "en").body();
      assertThat(part(page, appealed))
          .contains(
              appealed.merchant(),
              appealed.store(),
              "Jewellery",
              "kuaishou-jewellery-belt-2022",
              "已签约\n&lt;b&gt;系统未更新&lt;/b&gt;",
              "5 working days left",
              "To be answered by")
          .doesNotContain("<form", LostByDuty.JEWELLERY);
      assertThat(page).doesNotContain("id=\"" + unasked.duty() + "\"");
      assertThat(decide(visitor, appealed.duty(), "GRANT", "同意").statusCode()).isEqualTo(403);
    }
    assertThat(part(admin.get(PAGE).body(), appealed))
        .contains("剩 5 个工作日", "答复期限", "认可申诉，恢复类目", "驳回申诉，不予恢复");
    assertThat(ConsoleVisitor.loggedIn(service, "merchant").get(PAGE).statusCode()).isEqualTo(403);
    assertThat(
            admin
                .postWithout(
                    PAGE + "/" + appealed.duty(), Map.of("decision", "GRANT", "reason", "同意"))
                .statusCode())
        .isEqualTo(403);
    assertThat(duty(appealed).path("state").asString()).isEqualTo("APPEALED");
    assertThat(duty(appealed).at("/appeal/dueAt").asString()).endsWith("+08:00");
  }

  @Test
  void refuseAnAppealOnceWithAReason() {
    LostByDuty one = appealed("我们有服务商");
    for (String wrong : List.of(" \r\n ", "长".repeat(501), "隐藏\u202e字")) {
      HttpResponse<String> answer = decide(admin, one.duty(), "REFUSE", wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(part(answer.body(), one)).contains("aria-invalid=\"true\"", wrong.strip());
    }
    assertThat(decide(admin, one.duty(), "PERHAPS", "看情况").statusCode()).isEqualTo(400);
    HttpResponse<String> done = decide(admin, one.duty(), "REFUSE", "期限内没有\r\n绑定记录");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
    assertThat(done.headers().firstValue("location")).hasValue(PAGE + "?done=refused");
    assertThat(admin.get(PAGE + "?done=refused").body())
        .contains("已驳回申诉，类目不予恢复。")
        .doesNotContain("id=\"" + one.duty() + "\"");
    assertThat(duty(one).path("state").asString()).isEqualTo("APPEAL_REFUSED");
    assertThat(duty(one).at("/appeal/answer").asString()).isEqualTo("期限内没有\n绑定记录");
    assertThat(category(one)).isEqualTo("LOST");
    assertThat(decide(admin, one.duty(), "REFUSE", "再次驳回").statusCode()).isEqualTo(409);
    assertThat(decide(admin, one.duty(), "GRANT", "还是认可").statusCode()).isEqualTo(409);
    assertThat(decide(admin, "pd_0000000000000000", "GRANT", "没有").statusCode()).isEqualTo(404);
    assertThat(category(one)).isEqualTo("LOST");
  }

  @Test
  void grantAnAppealAndTheStoreHasItsCategoryAgain() {
    LostByDuty one = appealed("我们有服务商");
    assertThat(subject(one)).contains("申诉中", PAGE + "#" + one.duty(), "答复期限");
    assertThat(decide(admin, one.duty(), "GRANT", "已核实绑定").statusCode()).isEqualTo(303);
    assertThat(category(one)).isEqualTo("HELD");
    assertThat(duty(one).path("state").asString()).isEqualTo("RESTORED");
    assertThat(duty(one).at("/appeal/answer").asString()).isEqualTo("已核实绑定");
    ApiClient auditor = service.api("auditor");
    assertThat(auditor.actions(one.store()))
        .endsWith(
            "PROVIDER_DUTY_APPEALED", "STORE_CATEGORY_RESTORED", "PROVIDER_DUTY_APPEAL_GRANTED");
    assertThat(auditor.historyHolds(one.store())).isTrue();
    assertThat(subject(one)).contains("已恢复").doesNotContain(PAGE + "#");
    assertThat(decide(admin, one.duty(), "GRANT", "再次认可").statusCode()).isEqualTo(409);
  }

  @Test
  void giveNothingBackToAClosedStore() {
    LostByDuty one = appealed("我们有服务商");
    StoredStores.close(service.database(), one.store());
    assertThat(decide(admin, one.duty(), "GRANT", "已核实").statusCode()).isEqualTo(409);
    assertThat(duty(one).path("state").asString()).isEqualTo("APPEALED");
    assertThat(decide(admin, one.duty(), "REFUSE", "店铺已关闭").statusCode()).isEqualTo(303);
  }

  /** The subject's pages lead there: the store's and the merchant's. */
  private String subject(LostByDuty one) {
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(service, "auditor");
    String merchant = auditor.get("/console/subjects/MERCHANT/" + one.merchant()).body();
    assertThat(merchant).contains("绑定服务商的要求", one.store());
    return auditor.get("/console/subjects/STORE/" + one.store()).body();
  }
}
