package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.outside.ContractSigning;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * A withdrawal meets the step that would take the case on, a thousand times: one of the two wins,
 * the other changes nothing. At the use cases and the real database, because only there both can be
 * let go in the same moment.
 */
class WithdrawalRacesIT {

  private static final int RACES = Tries.of(1_000);

  private static final String AUDIT = "Task_AuditStore";

  private final ServiceAlone service = ServiceAlone.get();
  private final List<CaseId> raced = new ArrayList<>();
  private final TestReviews reviews = new TestReviews(service);
  private final ApiClient merchant = service.api("merchant");
  private final MerchantSystem system = new MerchantSystem(merchant, service.sandbox());

  @Test
  void hasOneWinnerWheneverAWithdrawalMeetsAVerdictOrTheOpeningOfTheStore() throws Exception {
    try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
      ObjectNode template =
          SampleApplications.withDocuments(
              SampleApplications.application(
                  "DOUYIN", "m-1race0", "PERSONAL", "青禾女装", List.of("服饰内衣")),
              merchant);
      int withdrawn = 0;
      for (int race = 0; race < RACES; race++) {
        withdrawn += race(racers, template, race) ? 1 : 0;
      }
      // Both sides win now and then, or it was no race.
      assertThat(withdrawn).isBetween(1, RACES - 1);
      System.out.printf("withdrawal won %d of %d races%n", withdrawn, RACES);
      RightIndex.checkOf(service, raced);
    }
  }

  /**
   * @return whether the withdrawal won
   */
  private boolean race(ExecutorService racers, ObjectNode template, int race) throws Exception {
    Onboarding onboarding = service.bean(Onboarding.class);
    template.put("merchantId", "m-1race" + race);
    CaseId id = new CaseId(merchant.post("/api/v1/store-applications", template).id());
    raced.add(id);
    Asked asked = new Asked(id, 1_000_000_000L + race, "Task_Test");
    boolean verdict = race % 2 == 0;
    toReview(asked);
    if (!verdict) {
      toDepositPaid(asked);
    }
    CyclicBarrier start = new CyclicBarrier(2);
    Future<Boolean> step =
        racers.submit(
            () -> {
              start.await();
              try {
                if (verdict) {
                  in(() -> reviews.record(asked, 0, AUDIT, rejection(race)));
                } else {
                  in(() -> service.bean(DepositSteps.class).activate(asked));
                }
                return true;
              } catch (NotYetException withdrawn) {
                return false;
              }
            });
    Future<Change<StoreApplication>> withdrawal =
        racers.submit(
            () -> {
              start.await();
              return onboarding
                  .withdraw(
                      id,
                      null,
                      new ActorRef(ActorRef.Kind.MERCHANT, "merchant"),
                      ExpectedVersion.ANY)
                  .orElseThrow();
            });
    boolean stepped = step.get();
    Change<StoreApplication> change = withdrawal.get();
    StoreApplicationState end = onboarding.get(id).state();
    List<String> actions = service.api("auditor").actions(id.value());
    if (change instanceof Change.Made<StoreApplication>) {
      assertThat(stepped).isFalse();
      assertThat(end).isEqualTo(StoreApplicationState.WITHDRAWN);
      assertThat(actions).endsWith("WITHDRAWN").doesNotContain("REJECTED", "ACTIVATED");
      assertThat(onboarding.get(id).storeId()).isNull();
      return true;
    }
    assertThat(stepped).isTrue();
    if (!verdict) {
      raced.add(new CaseId(Objects.requireNonNull(onboarding.get(id).storeId())));
    }
    StoreApplicationState expected =
        verdict ? StoreApplicationState.REJECTED : StoreApplicationState.ACTIVE;
    assertThat(end).isEqualTo(expected);
    assertThat(change).isEqualTo(new Change.Refused<StoreApplication>(expected.name(), Set.of()));
    assertThat(actions).endsWith(verdict ? "REJECTED" : "ACTIVATED").doesNotContain("WITHDRAWN");
    return false;
  }

  private void toReview(Asked asked) {
    MachineRule.Tables none =
        new MachineRule.Tables(
            new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
            new CategoryRule.Restrictions(Map.of(), Map.of("decision", "test", "version", 1)));
    in(() -> service.bean(ApplicationCheckStep.class).checkAndOpenAudit(asked, none));
  }

  private void toDepositPaid(Asked asked) {
    in(
        () ->
            reviews.record(
                asked,
                0,
                AUDIT,
                new Review(1, Optional.of("auditor1"), Verdict.APPROVED, List.of(), null)));
    in(
        () ->
            service
                .bean(ContractSteps.class)
                .offered(
                    asked, new ContractSigning.Offer("k-" + asked.caseId(), "http://127.0.0.1")));
    service
        .bean(ContractSignatures.class)
        .sign(
            asked.caseId(),
            "k-" + asked.caseId(),
            Instant.now(),
            "陈青",
            new ActorRef(ActorRef.Kind.PROVIDER, "contract-signing"));
    in(
        () ->
            service
                .bean(DepositSteps.class)
                .demandDeposit(
                    asked, DepositRule.Demand.of(new DepositRule.Requirement(100, Map.of()))));
    assertThat(system.pay(asked.caseId().value(), 100).status()).isEqualTo(200);
  }

  private static Review rejection(int race) {
    return new Review(
        10 + race,
        Optional.of("auditor1"),
        Verdict.REJECTED,
        List.of(
            new Problem(
                ProblemTable.WHOLE_CASE, "BUSINESS_NOT_ALLOWED", null, Problem.Source.AUDITOR)),
        "主体与类目不符");
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
