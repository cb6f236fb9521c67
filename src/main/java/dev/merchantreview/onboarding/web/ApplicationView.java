package dev.merchantreview.onboarding.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.NextAction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A store application as the API shows it. */
record ApplicationView(
    String id,
    StoreApplicationState state,
    int round,
    @JsonUnwrapped ApplicationContent content,
    List<ProblemView> problems,
    @Nullable String reason,
    @Nullable OffsetDateTime auditDueAt,
    @Nullable OffsetDateTime fixDueAt,
    @Nullable DepositView deposit,
    @Nullable String storeId,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * @param message in the caller's language
   */
  record ProblemView(
      String pointer, String code, String message, @Nullable String note, Problem.Source from) {}

  /** Amounts in fen. */
  record DepositView(long requiredFen, long paidFen, @Nullable OffsetDateTime dueAt) {}

  /**
   * @param owned whether the caller handed the case in, and so sees everything and may act
   */
  static ApplicationView of(
      StoreApplication application,
      long paidFen,
      boolean owned,
      ProblemTable table,
      Locale locale,
      ZoneId zone) {
    Long required = application.depositRequiredFen();
    return new ApplicationView(
        application.id().value(),
        application.state(),
        application.round(),
        owned ? application.content() : application.content().masked(),
        application.problems().stream()
            .map(
                problem ->
                    new ProblemView(
                        problem.pointer(),
                        problem.code(),
                        table.message(problem.code(), locale),
                        problem.note(),
                        problem.from()))
            .toList(),
        application.reason(),
        at(application.auditDueAt(), zone),
        at(application.fixDueAt(), zone),
        required == null
            ? null
            : new DepositView(required, paidFen, at(application.depositDueAt(), zone)),
        application.storeId(),
        application.createdAt().atZone(zone).toOffsetDateTime(),
        application.updatedAt().atZone(zone).toOffsetDateTime(),
        owned ? nextActions(application) : List.of());
  }

  private static List<NextAction> nextActions(StoreApplication application) {
    String path = "/api/v1/store-applications/" + application.id();
    List<NextAction> actions = new ArrayList<>();
    if (application.state() == StoreApplicationState.FIX_REQUIRED) {
      actions.add(new NextAction("RESUBMIT", "POST", path + "/resubmission"));
    }
    if (application.state() == StoreApplicationState.DEPOSIT_DUE) {
      actions.add(new NextAction("PAY_DEPOSIT", null, null));
    }
    if (!application.isEnded()) {
      actions.add(new NextAction("WITHDRAW", "POST", path + "/withdrawal"));
    }
    return actions;
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant, ZoneId zone) {
    return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
  }
}
