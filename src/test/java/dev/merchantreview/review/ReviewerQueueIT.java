package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.admission.AdmissionSample;
import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits for whom, and what the console says of it while no cluster answers. */
class ReviewerQueueIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();

  private static final Map<String, ReviewSample> SAMPLES =
      Map.of(
          "sa_", new ApplicationSample(SERVICE),
          "st_", new ClosureSample(SERVICE),
          "rf_", new RefundSample(SERVICE),
          "pa_", new AdmissionSample(SERVICE),
          "fl_", new FilingSample(SERVICE));

  private final ReviewerQueue queue = SERVICE.bean(ReviewerQueue.class);

  static Set<String> types() {
    return SAMPLES.keySet();
  }

  private static TriedReview<?> tried(String prefix) {
    return tried(
        SERVICE.bean(ReviewedTypes.class).all().stream()
            .filter(type -> type.type().idPrefix().equals(prefix))
            .findFirst()
            .orElseThrow());
  }

  private static <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type) {
    return new TriedReview<>(
        SERVICE, SAMPLES.get(type.type().idPrefix()), type, type.tasks().getFirst());
  }

  private List<CaseId> waiting(String person, CaseId... cases) {
    return queue.of(person, List.of(cases)).stream().map(ReviewerQueue.Waiting::caseId).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void asksWhoeverCouldApproveAndNobodyElse(String prefix) {
    TriedReview<?> tried = tried(prefix);
    assertThat(waiting(tried.member(), tried.id)).containsExactly(tried.id);
    for (String other : List.of("merchant", "admin", "nobody")) {
      assertThat(waiting(other, tried.id)).isEmpty();
    }
    String outside = tried.task.group().equals("finance") ? "auditor1" : "finance1";
    assertThat(waiting(outside, tried.id)).isEmpty();
    tried.clean(Verdict.REJECTED);
    assertThat(waiting(tried.member(), tried.id)).isEmpty();
  }

  @Test
  void asksNobodyToHaveTheLastWordOnTheirOwnCase() {
    TriedReview<?> refund = tried("rf_");
    for (String person : List.of("finance1", "finance2")) {
      boolean may =
          Boolean.TRUE.equals(
              SERVICE
                  .bean(TransactionTemplate.class)
                  .execute(
                      status ->
                          SERVICE.bean(VerdictPolicy.class).mayApprove(subject(refund), person)));
      assertThat(waiting(person, refund.id).contains(refund.id)).isEqualTo(may);
    }
    VerdictPolicy.Subject own = subject(refund);
    VerdictPolicy.Subject handedIn =
        new VerdictPolicy.Subject(
            own.task(),
            List.of(VerdictPolicy.Exclusion.ownCase(Set.of("finance1"))),
            own.verdicts(),
            own.rejection(),
            own.table(),
            own.documents());
    assertThat(SERVICE.bean(VerdictPolicy.class).mayApprove(handedIn, "finance1")).isFalse();
    assertThat(SERVICE.bean(VerdictPolicy.class).mayApprove(handedIn, "finance2")).isTrue();
  }

  private static <C extends ReviewedCase<?, ?>> VerdictPolicy.Subject subject(
      TriedReview<C> tried) {
    return SERVICE
        .bean(TransactionTemplate.class)
        .execute(status -> tried.type.subject(tried.read(), tried.task));
  }

  @Test
  void putsTheMostUrgentFirst() {
    TriedReview<?> later = tried("sa_");
    TriedReview<?> overdue = tried("sa_");
    overdue.past();
    assertThat(waiting(overdue.member(), later.id, overdue.id))
        .containsExactly(overdue.id, later.id);
    assertThat(queue.of(overdue.member(), List.of(overdue.id)).getFirst().place())
        .isEqualTo(Urgency.OVERDUE);
  }

  @Test
  void knowsAPersonsGroups() {
    assertThat(queue.groupsOf("auditor1")).containsExactly("product-reviewers", "store-auditors");
    assertThat(queue.groupsOf("finance1")).containsExactly("finance");
    assertThat(queue.groupsOf("admin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Waiting for review, The task list cannot be read now",
    "zh, 个案件等待审核, 目前无法读取任务列表"
  })
  void isAPageOfTheConsole(String language, String waiting, String away) {
    TriedReview<?> tried = tried("sa_");
    tried.past();
    assertThat(tried.remind()).isTrue();
    ConsoleVisitor member = ConsoleVisitor.loggedIn(SERVICE, tried.member());
    HttpResponse<String> page = member.get("/console/queue", "Accept-Language", language);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("/console/cases/" + tried.id, "/console/next?case=" + tried.id, waiting)
        .contains("?filter=all-open&amp;candidateGroup=store-auditors&amp;sortBy=priority");
    // Without a cluster the way leads to the list instead of to a task.
    HttpResponse<String> next = member.get("/console/next", "Accept-Language", language);
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body())
        .contains(away)
        .contains("candidateGroup=store-auditors&amp;sortBy=priority");
    HttpResponse<String> nobody =
        ConsoleVisitor.loggedIn(SERVICE, "admin")
            .get("/console/queue", "Accept-Language", language);
    assertThat(nobody.body()).doesNotContain(tried.id.value());
  }
}
