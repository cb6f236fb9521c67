package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.StandingJudged;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the steps of a PK's process answer and whom they tell, whoever asks and how often. */
class PkStepsIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final PkTimes times = service.bean(PkTimes.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);

  private PlannedPk planned() {
    return new PlannedPk(service);
  }

  private static boolean isPast(Instant time) {
    return time.isBefore(Instant.now());
  }

  @Test
  void answerASideByWhatIsOnRecord() {
    PlannedPk pk = planned().opened();
    pk.takeMessages();
    assertThat(pk.check(pk.streamer)).isEqualTo("READY");
    assertThat(pk.check(pk.opponent)).isEqualTo("UNCONFIRMED");
    assertThat(pk.takeMessages()).isEmpty();
    pk.confirm();
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.opponent);
    assertThat(pk.check(pk.opponent)).isEqualTo("BOTH_READY");
    // Who waits for the other is told.
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.streamer);
    assertThat(pk.check(pk.streamer)).isEqualTo("BOTH_READY");
    assertThat(pk.actions()).containsOnlyOnce("PK_READY");
    assertThatThrownBy(() -> pk.check("s-nobody")).hasMessageContaining("no side");
    assertThatThrownBy(() -> pk.check(null)).hasMessageContaining("no side");
  }

  /** A side that changes after both were found ready, and before the other one heard of it. */
  @Test
  void letBothSidesLeaveTogetherAndTellOfWhatCameBetween() {
    PlannedPk pk = planned().opened();
    pk.check(pk.streamer);
    pk.confirm();
    pk.check(pk.opponent);
    pk.takeMessages();
    pk.act(pk.other, "departure", Map.of());
    assertThat(pk.check(pk.streamer)).isEqualTo("BOTH_READY");
    assertThat(pk.takeMessages()).containsExactly("pk-side-left #");
    pk.step(PkSteps::openSides);
    assertThat(pk.events("PK_REOPENED")).hasSize(1);
    assertThat(pk.check(pk.opponent)).isEqualTo("UNCONFIRMED");
    assertThat(pk.check(pk.streamer)).isEqualTo("READY");
  }

  @Test
  void areAskedAgainByTheNameOfWhatChanged() {
    PlannedPk pk = planned().ready();
    String filing = pk.declare();
    assertThat(pk.takeMessages()).containsExactly("pk-products-changed #");
    pk.step(PkSteps::openSides);
    assertThat(pk.check(pk.streamer)).isEqualTo("PRODUCTS_MISSING");
    assertThat(pk.check(pk.opponent)).isEqualTo("READY");
    // Another state of the filing, and the side waits for the same.
    assertThat(
            pk.owner
                .post(
                    "/api/v1/filings/" + filing + "/qualifications", Map.of("documents", List.of()))
                .status())
        .isEqualTo(202);
    assertThat(pk.takeMessages()).isEmpty();
    String product = pk.session().lane(pk.streamer).orElseThrow().products().getFirst().productId();
    pk.owner.post("/api/v1/products/" + product + "/delisting", Map.of());
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.streamer);
    assertThat(pk.check(pk.streamer)).isEqualTo("BOTH_READY");
  }

  @Test
  void areAskedAgainOnceForAMoveAndWithOtherTimes() {
    PlannedPk pk = planned().ready();
    String before = (String) pk.step(PkSteps::date).get("liveAt");
    pk.ready();
    pk.act(pk.owner, "live-time", Map.of("liveAt", PlannedPk.in(30).toString()));
    assertThat(pk.takeMessages()).containsExactly("pk-live-moved #");
    Map<String, Object> dated = pk.step(PkSteps::date);
    assertThat(dated)
        .containsKeys("remindAt", "fileBy", "liveAt", "overAt", "firstStreamer", "secondStreamer");
    assertThat(dated.get("liveAt")).isNotEqualTo(before);
    pk.step(PkSteps::openSides);
    assertThat(pk.check(pk.opponent)).isEqualTo("UNCONFIRMED");
    assertThat(pk.check(pk.streamer)).isEqualTo("READY");
  }

  /** A filing that is just being changed is not read as it was. */
  @Test
  void waitForWhoeverIsJustChangingAFiling() {
    PlannedPk pk = planned().opened();
    String filing = pk.declare();
    transaction.executeWithoutResult(
        status -> {
          service
              .bean(JdbcClient.class)
              .sql("select id from filing where id = :id for update")
              .param("id", filing)
              .query(String.class)
              .single();
          Thread other =
              Thread.ofVirtual()
                  .unstarted(
                      () ->
                          assertThatThrownBy(() -> pk.check(pk.streamer))
                              .isInstanceOf(NotYetException.class));
          List<Throwable> wrong = new ArrayList<>();
          other.setUncaughtExceptionHandler((thread, failed) -> wrong.add(failed));
          other.start();
          join(other);
          assertThat(wrong).isEmpty();
        });
    assertThat(pk.check(pk.streamer)).isEqualTo("PRODUCTS_MISSING");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void tellOfFiguresOnlyWhereASideStandsOtherwise() {
    PlannedPk pk = planned().ready();
    judged(pk);
    assertThat(pk.takeMessages()).isEmpty();
    standing(pk, "[\"RATING_TOO_LOW\"]");
    judged(pk);
    assertThat(pk.takeMessages()).containsExactly("pk-threshold-lost #");
    pk.step(PkSteps::openSides);
    assertThat(pk.check(pk.opponent)).isEqualTo("BELOW_THRESHOLD");
    pk.check(pk.streamer);
    standing(pk, "[\"LEVEL_TOO_LOW\"]");
    judged(pk);
    assertThat(pk.takeMessages()).isEmpty();
    standing(pk, "[]");
    judged(pk);
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.opponent);
  }

  private void judged(PlannedPk pk) {
    transaction.executeWithoutResult(
        status ->
            service.bean(PkProcess.class).on(new StandingJudged(pk.opponent, Platform.KUAISHOU)));
  }

  private void standing(PlannedPk pk, String unmet) {
    service
        .database()
        .sql(
            "update streamer_standing set pk_unmet = cast(:unmet as jsonb) where streamer_id = :id")
        .param("unmet", unmet)
        .param("id", pk.opponent)
        .update();
  }

  /** Nobody does anything, and figures become too old. */
  @Test
  void areAskedAgainWhenTheDaysAloneChangeSomething() {
    PlannedPk pk = planned().ready();
    PkProcess process = service.bean(PkProcess.class);
    transaction.executeWithoutResult(status -> process.dayPassed(List.of(pk.id)));
    assertThat(pk.takeMessages()).isEmpty();
    service
        .database()
        .sql("update streamer set experience_rating_on = current_date - 9 where id = :id")
        .param("id", pk.streamer)
        .update();
    for (int time = 0; time < 2; time++) {
      service.bean(PkWatch.class).watch();
    }
    assertThat(pk.takeMessages()).containsExactly("pk-threshold-lost #");
    // The last day to file is another one, as after a calendar notice.
    countedOtherwise(pk);
    transaction.executeWithoutResult(status -> process.dayPassed(List.of(pk.id)));
    assertThat(pk.takeMessages()).containsExactly("pk-live-moved #");
  }

  @Test
  void remindOnlyWhoMustActAndOnceForADeadline() {
    PlannedPk pk = planned().opened();
    for (String merchant : List.of(pk.mine, pk.theirs)) {
      ApiClient side = merchant.equals(pk.mine) ? pk.owner : pk.other;
      side.put(
          "/api/v1/webhook-endpoints/" + merchant,
          Map.of("url", service.sandboxUrl() + "/notifications"));
    }
    pk.takeMessages();
    // By the times the process has the engine's clock is ahead: told them again it would be back at
    // once.
    assertThatThrownBy(() -> pk.step(PkSteps::remind)).isInstanceOf(NotYetException.class);
    assertThat(pk.takeMessages()).isEmpty();
    countedOtherwise(pk);
    pk.step(PkSteps::remind);
    assertThat(pk.events("PK_SIDE_REMINDED")).as("too early").isEmpty();
    assertThat(pk.takeMessages())
        .as("the times are looked at again")
        .containsExactly("pk-live-moved #");

    pk.liveWhere(session -> isPast(times.remindAt(session)) && !isPast(times.fileBy(session)));
    pk.step(PkSteps::remind);
    pk.step(PkSteps::remind);
    List<JsonNode> reminders = pk.events("PK_SIDE_REMINDED");
    assertThat(reminders).hasSize(1);
    JsonNode details = reminders.getFirst().path("details");
    assertThat(details.path("streamer").asString()).isEqualTo(pk.opponent);
    assertThat(details.path("workingDaysLeft").asInt()).isBetween(0, 2);
    assertThat(details.path("missing").toString()).contains("PK_NOT_CONFIRMED");
    assertThat(details.path("merchants").valueStream().map(JsonNode::asString))
        .containsExactly(pk.theirs);
    assertThat(told(pk, "PK_SIDE_REMINDED")).containsExactly("REMINDER " + pk.theirs);

    // An instance that was begun anew.
    anew(pk);
    pk.stepOf(pk.instance + 500_000, PkSteps::remind);
    assertThat(pk.events("PK_SIDE_REMINDED")).hasSize(1);
    assertThatThrownBy(() -> pk.step(PkSteps::remind)).hasMessageContaining("does not belong");
  }

  /** The process has been given its times by another last day to file. */
  private void countedOtherwise(PlannedPk pk) {
    service
        .database()
        .sql("update pk_session set dated_for = dated_for + interval '1 day' where id = :id")
        .param("id", pk.id.value())
        .update();
  }

  private List<String> told(PlannedPk pk, String action) {
    return service
        .database()
        .sql(
            "select type || ' ' || merchant_id from notification where case_id = :id"
                + " and body like '%\"' || :action || '\"%' order by merchant_id")
        .param("id", pk.id.value())
        .param("action", action)
        .query(String.class)
        .list();
  }

  private void anew(PlannedPk pk) {
    CaseProcesses type = service.bean(PkSessionType.class);
    CaseProcesses.CaseState state = type.find(pk.id).orElseThrow();
    CaseProcesses.Position position =
        transaction.execute(status -> type.release(state).orElseThrow());
    assertThat(position.elementId()).isEqualTo("Task_DateSession");
    assertThat(position.variables()).containsEntry("caseId", pk.id.value());
    Optional<CaseProcesses.Position> again = transaction.execute(status -> type.release(state));
    assertThat(again).isEmpty();
    Boolean bound = transaction.execute(status -> type.takeOver(pk.id, pk.instance + 500_000));
    assertThat(bound).isTrue();
    Boolean another = transaction.execute(status -> type.takeOver(pk.id, pk.instance));
    assertThat(another).isFalse();
  }

  @Test
  void remindNobodyOfWhatOnlyThePlatformCanDo() {
    PlannedPk pk = planned().opened();
    pk.confirm();
    service
        .database()
        .sql("delete from streamer_standing where streamer_id = :id")
        .param("id", pk.streamer)
        .update();
    pk.liveWhere(session -> isPast(times.remindAt(session)) && !isPast(times.fileBy(session)));
    pk.step(PkSteps::remind);
    assertThat(pk.events("PK_SIDE_REMINDED")).isEmpty();
  }

  @Test
  void tellBothSidesWhatIsMissingWhenFilingEndsAndWhenTheLiveBegins() {
    PlannedPk pk = planned().opened();
    Instant liveAt =
        pk.liveWhere(session -> isPast(times.fileBy(session)) && !isPast(session.liveAt()));
    for (int time = 0; time < 2; time++) {
      pk.step(PkSteps::remind);
      pk.step(PkSteps::tellFilingEnded);
    }
    assertThat(pk.events("PK_SIDE_REMINDED")).as("too late").isEmpty();
    assertThat(pk.events("PK_FILING_ENDED")).hasSize(1);
    assertThat(pk.events("PK_FILING_ENDED").getFirst().path("details").path("missing").toString())
        .contains(pk.opponent, "PK_NOT_CONFIRMED");
    pk.takeMessages();
    if (liveAt.isAfter(Instant.now().plusSeconds(90))) {
      pk.step(PkSteps::tellLiveBegan);
      assertThat(pk.events("PK_LIVE_BEGAN")).as("too early").isEmpty();
      assertThat(pk.takeMessages()).containsExactly("pk-live-moved #");
    }
    pk.liveAt(Instant.now().minusSeconds(60));
    for (int time = 0; time < 2; time++) {
      pk.step(PkSteps::tellLiveBegan);
    }
    assertThat(pk.events("PK_LIVE_BEGAN")).hasSize(1);
    JsonNode began = pk.events("PK_LIVE_BEGAN").getFirst().path("details");
    assertThat(began.path("ready").asBoolean()).isFalse();
    assertThat(began.path("missing").toString()).contains("PK_NOT_CONFIRMED");
  }

  @Test
  void endAPkOnlyWhenItIsOver() {
    PlannedPk pk = planned().ready();
    assertThatThrownBy(() -> pk.step(PkSteps::end)).isInstanceOf(NotYetException.class);
    countedOtherwise(pk);
    assertThat(pk.step(PkSteps::end)).containsEntry("outcome", "NOT_OVER");
    pk.liveAt(Instant.now().minusSeconds(60));
    pk.step(PkSteps::tellLiveBegan);
    // What a side does after it was ready in the live takes nothing back.
    pk.act(pk.other, "departure", Map.of());
    pk.liveAt(PlannedPk.in(-2));
    assertThat(pk.step(PkSteps::end)).containsEntry("outcome", "HELD");
    JsonNode over = pk.events("PK_OVER").getFirst();
    assertThat(over.path("fromState").asString()).isEqualTo("OPEN");
    assertThat(over.path("toState").asString()).isEqualTo("OVER");
    CaseProcesses type = service.bean(PkSessionType.class);
    assertThat(type.find(pk.id).orElseThrow().ended()).isTrue();
    assertThat(type.workingAmong(List.of(pk.instance))).isEmpty();
    assertThat(type.variables(pk.id)).isEmpty();
    assertThatThrownBy(() -> pk.step(PkSteps::openSides)).isInstanceOf(NotYetException.class);

    PlannedPk never = planned().opened();
    never.liveAt(PlannedPk.in(-2));
    assertThat(never.step(PkSteps::end)).containsEntry("outcome", "NEVER_READY");
  }

  /** Planned before PK sessions had a process. */
  @Test
  void beginForPkSessionsOfBeforeInPortions() {
    CaseProcesses type = service.bean(PkSessionType.class);
    PlannedPk former = planned();
    PlannedPk over = planned();
    over.liveAt(PlannedPk.in(-3));
    for (PlannedPk pk : List.of(former, over)) {
      assertThat(pk.takeMessages()).containsExactly("pk-session-planned #");
      service
          .database()
          .sql("update pk_session set begun = false where id = :id")
          .param("id", pk.id.value())
          .update();
    }
    int begun;
    do {
      begun = transaction.execute(status -> type.begin(1));
      assertThat(begun).isLessThanOrEqualTo(1);
    } while (begun > 0);
    assertThat(former.takeMessages()).containsExactly("pk-session-planned #");
    assertThat(over.takeMessages()).isEmpty();
    assertThat(over.path().open()).isFalse();
    assertThat(former.path().isWorkedOn()).isTrue();
    assertThat(former.path().begun()).isTrue();
  }

  /** Nothing of it counts as a change a side made: whoever works from its version goes on. */
  @Test
  void leaveTheVersionToTheSides() {
    PlannedPk pk = planned();
    long version = pk.session().version();
    Instant updatedAt = pk.session().updatedAt();
    pk.opened();
    pk.check(pk.streamer);
    pk.check(pk.opponent);
    assertThat(pk.session().version()).isEqualTo(version);
    assertThat(pk.session().updatedAt()).isEqualTo(updatedAt);
  }
}
