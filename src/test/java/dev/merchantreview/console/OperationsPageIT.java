package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.notification.Notification;
import dev.merchantreview.notification.Notifications;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operators see what stands still, and mend it with a button. */
class OperationsPageIT {

  private static final String PAGE = "/console/operations";
  private static final ServiceAlone SERVICE = ServiceAlone.get();

  private static String submit(String merchantId, String name) {
    ApiClient merchant = SERVICE.api("merchant");
    ApiClient.Answer answer =
        merchant.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.application(
                    "DOUYIN", merchantId, "ENTERPRISE", name, List.of("服饰")),
                merchant));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  @Test
  void seeWhatWasNotDeliveredAndHaveItDeliveredAgain() {
    String caseId = submit("m-1952", "青禾小铺");
    String id = "evt_given_up_" + caseId;
    SERVICE
        .database()
        .sql(
            "insert into notification (id, merchant_id, case_id, type, body, state, attempts,"
                + " last_status, last_error, created_at, retry_until) values (:id, 'm-1952', :case,"
                + " 'APPROVED', '{}', 'FAILED', 7, 503, '<b>busy</b>', now(), now())")
        .param("id", id)
        .param("case", caseId)
        .update();
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(SERVICE, "operator");
    assertThat(operator.get(PAGE).body())
        .contains(id, caseId, "503", "&lt;b&gt;busy&lt;/b&gt;")
        .doesNotContain("<b>busy");
    HttpResponse<String> sent = operator.post(PAGE + "/replay", Map.of("id", id), PAGE);
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.headers().firstValue("location").orElse("")).isEqualTo(PAGE + "?done=replayed");
    HttpResponse<String> page = operator.get(PAGE + "?done=replayed");
    assertThat(page.body()).contains("通知将重新投递");
    assertThat(SERVICE.bean(Notifications.class).find(id).orElseThrow())
        .matches(one -> one.state() != Notification.State.FAILED || one.attempts() < 7);
    assertThat(operator.post(PAGE + "/replay", Map.of("id", "evt_none"), PAGE).statusCode())
        .isEqualTo(404);
  }

  @Test
  void seeWhatStandsStillAndCompareItAnew() {
    String caseId = submit("m-1953", "白露小铺");
    SERVICE
        .bean(Findings.class)
        .keep(
            new Finding(
                new CaseId(caseId),
                "SUBMITTED",
                Finding.Kind.INCIDENT,
                "step-of-" + caseId,
                Instant.EPOCH));
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(SERVICE, "operator");
    assertThat(operator.get(PAGE, "Accept-Language", "en").body())
        .contains(caseId, "step-of-" + caseId, Finding.Kind.INCIDENT.text(Locale.ENGLISH));
    HttpResponse<String> answer = operator.post(PAGE + "/resync", Map.of("caseId", caseId), PAGE);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location").orElse("")).isEqualTo(PAGE + "?done=agrees");
    assertThat(operator.get(PAGE + "?done=agrees").body())
        .contains("案件与流程引擎一致")
        .doesNotContain("step-of-" + caseId);
    assertThat(
            operator
                .post(PAGE + "/resync", Map.of("caseId", "sa_0000000000000000"), PAGE)
                .statusCode())
        .isEqualTo(404);
  }
}
