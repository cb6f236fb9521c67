package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Two instances that refuse a person's verdicts in the same moment. */
class RefusedAtOnceIT {

  private static final ReviewedTask TASK =
      new ReviewedTask(
          "Task_ReviewFinance", "finance", "Task_PrepareFinanceReview", "Task_RecordFinanceReview");
  private static final Refusal OUTSIDE = Refusal.of(Refusal.Rule.GROUP, "不在组内", "not of the group");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServiceAlone service = ServiceAlone.get();
  private final Refusals refusals = service.bean(Refusals.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);

  @Test
  void tellsOperatorsOfTheSecondOneAlthoughBothAreTheFirst() {
    Refusals.Given first = given("rf_0000000000000971", 97_000_001, "outsider-97");
    Refusals.Given second = given("rf_0000000000000972", 97_000_002, "Outsider-97 ");
    transaction.executeWithoutResult(
        status -> {
          refusals.returned(first, OUTSIDE);
          CompletableFuture<Void> other =
              CompletableFuture.runAsync(
                  () ->
                      transaction.executeWithoutResult(also -> refusals.returned(second, OUTSIDE)),
                  threads);
          TestPlatform.await("the other to wait or end", () -> other.isDone() || somebodyWaits());
        });
    TestPlatform.await("the finding", () -> findings(first, second) > 0);
    assertThat(findings(first, second)).isEqualTo(1);
  }

  @Test
  void countsOneVerdictOnceThatBothRefuse() {
    Refusals.Given given = given("rf_0000000000000973", 97_000_003, "outsider-98");
    List<CompletableFuture<Void>> both =
        List.of(
            CompletableFuture.runAsync(() -> refuse(given), threads),
            CompletableFuture.runAsync(() -> refuse(given), threads));
    both.forEach(CompletableFuture::join);
    assertThat(findings(given)).isZero();
    refuse(given("rf_0000000000000973", 97_000_004, "outsider-98"));
    assertThat(findings(given)).isEqualTo(1);
  }

  private void refuse(Refusals.Given given) {
    transaction.executeWithoutResult(status -> refusals.returned(given, OUTSIDE));
  }

  private static Refusals.Given given(String caseId, long taskKey, String person) {
    return new Refusals.Given(
        new CaseId(caseId),
        "FINANCE_REVIEW",
        TASK,
        new Review(taskKey, Optional.of(person), Verdict.APPROVED, List.of(), null));
  }

  private boolean somebodyWaits() {
    return service
            .database()
            .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
            .query(Long.class)
            .single()
        > 0;
  }

  private long findings(Refusals.Given... given) {
    return service
        .database()
        .sql(
            "select count(*) from reconciliation_finding where case_id = any(:cases)"
                + " and kind = 'VERDICTS_REFUSED' and resolved_at is null")
        .param(
            "cases",
            List.of(given).stream().map(one -> one.caseId().value()).toArray(String[]::new))
        .query(Long.class)
        .single();
  }
}
