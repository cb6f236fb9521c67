package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.Questions;
import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.local.StoredCases;
import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** A list of many costs as many statements as one of few: nothing is asked for each row. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatementsOfListsIT {

  private static final int FEW = 120;
  private static final int MANY = 3_000;

  /** Where a search finds few by walking, it looks once more by an index. */
  private static final int SECOND_LOOK = 2;

  /** What there is none of with stored cases, or of a case fewer than three. */
  private static final Set<String> SHORT =
      Set.of(
          "/api/v1/cases/sa_0000000000000064/access",
          "/api/v1/cases/sa_0000000000000064/history",
          "/api/v1/cases/sa_0000000000000064/rounds",
          "/api/v1/scores/STORE/st_0000000000000064/history",
          "/api/v1/rule-notices/bench-1/rehearsals/1/flips",
          "/api/v1/rule-notices/bench-1/review-again/aside");

  private static ServiceAlone service;
  private static Questions questions;

  @BeforeAll
  static void start() throws SQLException {
    service =
        ServiceAlone.with(
            new Class<?>[] {RecordedStatements.class},
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h",
            "--merchant-review.provider-duties.first-look=1h",
            "--merchant-review.yearly-fees.first-look=1h",
            "--merchant-review.scores.look=1h",
            "--merchant-review.programmes.look=1h",
            "--merchant-review.reconciliation.interval=1h",
            "--merchant-review.payouts.reconciliation.interval=1h");
    try (Connection superuser = service.superuser().getConnection()) {
      StoredCases.tables(superuser, 0, FEW);
      StoredCases.index(superuser, 1, FEW);
    }
    questions =
        new Questions(
            service.serviceUrl(),
            service.bean(MeterRegistry.class),
            service.beans(ScheduledTaskHolder.class));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static int statements(Runnable asked) {
    asked.run();
    return service.bean(RecordedStatements.class).during(asked).size();
  }

  private static Map<String, Integer> ofPages() {
    Map<String, Integer> ofPages = new LinkedHashMap<>();
    questions
        .pages()
        .forEach(page -> ofPages.put(page.name(), statements(() -> page.answer().getAsInt())));
    return ofPages;
  }

  @Test
  @Order(1)
  void costsTheConsolesPagesAsManyStatementsForManyRowsAsForFew() throws SQLException {
    Map<String, Integer> few = ofPages();
    try (Connection superuser = service.superuser().getConnection()) {
      StoredCases.tables(superuser, FEW + 1, MANY);
      StoredCases.index(superuser, FEW + 1, MANY);
      superuser
          .createStatement()
          .execute(
              """
              set session_replication_role = replica;
              update reconciliation_finding set resolved_at = null;
              update notification set state = 'FAILED' where id like '%0';
              update payout_finding set resolved_at = null where explanation is null;
              update remittance_credit set returned_at = null, returned_by = null, return_note = null;
              set session_replication_role = origin;
              """);
    }
    assertThat(questions.answer("/api/v1/findings", "admin").items()).hasSize(31);
    assertThat(ofPages())
        .allSatisfy(
            (page, cost) ->
                assertThat(cost).as(page).isLessThanOrEqualTo(few.get(page) + SECOND_LOOK));
  }

  @Test
  @Order(2)
  void costsALookAtThirtyAsManyStatementsAsOneAtThree() {
    Map<String, String> differ = new LinkedHashMap<>();
    Set<String> asked = new TreeSet<>();
    for (String call : questions.calls().stream().filter(questions::isList).toList()) {
      String next = call.contains("?") ? "&" : "?";
      for (String user : List.of("auditor", "merchant")) {
        if (rows(call + next + "limit=30", user) > 3) {
          asked.add(call.replaceAll("\\?.*", ""));
          int three = statements(() -> rows(call + next + "limit=3", user));
          int thirty = statements(() -> rows(call + next + "limit=30", user));
          if (thirty - three > SECOND_LOOK) {
            differ.put(user + " " + call, three + " and " + thirty);
          }
        }
      }
    }
    assertThat(differ).isEmpty();
    List<String> lists =
        questions.calls().stream()
            .filter(questions::isList)
            .map(call -> call.replaceAll("\\?.*", ""))
            .distinct()
            .toList();
    assertThat(lists.stream().filter(list -> !asked.contains(list)).collect(Collectors.toSet()))
        .isEqualTo(SHORT);
  }

  /** What has no limit is bounded otherwise: it is asked for few and for many as well. */
  @Test
  @Order(3)
  void costsWhatHasNoLimitFewStatements() {
    List<String> dear = new ArrayList<>();
    for (String call : List.of("/api/v1/findings", "/api/v1/pk-sessions?streamerId=s-64")) {
      int cost = statements(() -> rows(call, "admin"));
      if (cost > 12) {
        dear.add(call + " " + cost);
      }
    }
    assertThat(dear).isEmpty();
  }

  private static int rows(String call, String user) {
    var body = questions.answer(call, user).body();
    return body.isArray() ? body.size() : body.path("items").size();
  }
}
