package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.badge.BadgeModule;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Erased;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was decided stays readable, whatever type of case it was decided about. */
class EveryRoundIT {

  private static final ServiceAlone SERVICE =
      ServiceAlone.with(new Class<?>[] {BadgeModule.class}, BadgeModule.MIGRATIONS);

  private static final Map<String, ReviewSample> SAMPLES = ReviewSamples.of(SERVICE);

  private static final List<String> READERS = List.of("auditor", "operator", "admin");

  static Stream<String> types() {
    return SAMPLES.keySet().stream().sorted();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  private static TriedReview<?> tried(String prefix) {
    Reviewed<?> type =
        SERVICE.bean(ReviewedTypes.class).find(new CaseId(prefix + "0".repeat(16))).orElseThrow();
    return tried(type);
  }

  /** With its last reviewers: those before have agreed. */
  private static <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type) {
    return new TriedReview<>(
        SERVICE, SAMPLES.get(type.type().idPrefix()), type, type.tasks().getLast());
  }

  private static JsonNode rounds(String user, CaseId id) {
    return rounds(user, id, "en");
  }

  private static JsonNode rounds(String user, CaseId id, String language) {
    ApiClient api = SERVICE.api(user);
    ApiClient.Answer answer =
        api.send(
            api.request("/api/v1/cases/" + id + "/rounds").setHeader("Accept-Language", language));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.items();
  }

  @ParameterizedTest
  @MethodSource("types")
  void showsWhatWasApprovedByWhomAndUntilWhen(String prefix) {
    TriedReview<?> tried = tried(prefix);
    ReviewClock clock = tried.read().clock();
    tried.clean(Verdict.APPROVED);
    for (String reader : READERS) {
      JsonNode all = rounds(reader, tried.id);
      assertThat(all).hasSize(1);
      JsonNode round = all.get(0);
      assertThat(round.path("round").asInt()).isEqualTo(1);
      assertThat(round.path("standing").asString()).isEqualTo("DECIDED");
      assertThat(round.path("submittedBy").asString()).isEqualTo("merchant");
      assertThat(round.path("content").isEmpty()).isFalse();
      assertThat(round.path("erased").asBoolean()).isFalse();
      assertThat(round.path("verdict").asString()).isEqualTo("APPROVED");
      assertThat(round.at("/decidedBy/id").asString()).isEqualTo(tried.member());
      assertThat(round.at("/decidedBy/kind").asString()).isEqualTo("AUDITOR");
      assertThat(round.path("source").asString()).isEqualTo("ROUND");
      assertThat(round.path("items")).isNotEmpty();
      for (JsonNode item : round.path("items")) {
        assertThat(item.path("verdict").asString()).isEqualTo("ACCEPTED");
        assertThat(item.path("judgedInRound").asInt()).isEqualTo(1);
        assertThat(item.path("judgedBy").asString()).isEqualTo(tried.member());
      }
      assertThat(round.path("verdicts").valueStream().map(one -> one.path("elementId").asString()))
          .containsExactlyElementsOf(
              tried.type.tasks().stream().map(ReviewedTask::elementId).toList());
      assertThat(round.path("verdicts").valueStream().map(one -> one.path("group").asString()))
          .containsExactlyElementsOf(tried.type.tasks().stream().map(ReviewedTask::group).toList());
      assertThat(round.at("/due/days").valueStream().map(day -> day.path("date").asString()))
          .containsExactlyElementsOf(
              clock.days().stream().map(day -> day.date().toString()).toList());
      assertThat(round.path("deadlineKept").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void tellsThatADeadlineWasMissed(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.past();
    tried.escalate();
    tried.clean(Verdict.APPROVED);
    JsonNode round = rounds("auditor", tried.id).get(0);
    assertThat(round.path("deadlineKept").isBoolean()).isTrue();
    assertThat(round.path("deadlineKept").asBoolean()).isFalse();
    assertThat(round.at("/due/reportedAt").isString()).isTrue();
  }

  /** A bank that refuses an account later is no reviewer who was late; both are on record. */
  @ParameterizedTest
  @ValueSource(strings = {"sa_", "rf_"})
  void keepsTheVerdictOfReviewersBesideALaterDecision(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.clean(Verdict.APPROVED);
    Instant due = tried.read().clock() == null ? null : tried.read().clock().dueAt();
    SERVICE.travelTo((due == null ? Instant.now() : due).plus(Duration.ofDays(30)));
    try {
      tried.sentBackBy(
          new ActorRef(ActorRef.Kind.PROVIDER, "bank"),
          new Problem(
              tried.fixable(tried.subject()).pointer(), "OTHER", null, Problem.Source.MACHINE));
    } finally {
      SERVICE.returnToPresent();
    }
    JsonNode round = rounds("auditor", tried.id).get(0);
    assertThat(round.path("verdict").asString()).isEqualTo("SENT_BACK");
    assertThat(round.at("/decidedBy/id").asString()).isEqualTo("bank");
    assertThat(round.path("verdicts").valueStream().map(one -> one.path("verdict").asString()))
        .hasSize(tried.type.tasks().size() + 1)
        .startsWith("APPROVED")
        .endsWith("SENT_BACK");
    assertThat(round.path("deadlineKept").asBoolean()).isTrue();
    assertThat(round.at("/due/days")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void showsWhyItWasRejected(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.clean(Verdict.REJECTED);
    JsonNode round = rounds("auditor", tried.id).get(0);
    assertThat(round.path("verdict").asString()).isEqualTo("REJECTED");
    assertThat(round.path("reason").asString()).isEqualTo("请核对材料内容");
    assertThat(round.path("problems")).hasSize(1);
    JsonNode problem = round.at("/problems/0");
    assertThat(problem.path("from").asString()).isEqualTo("AUDITOR");
    assertThat(problem.path("message").asString()).matches("\\p{ASCII}+");
    assertThat(rounds("auditor", tried.id, "zh-CN").at("/0/problems/0/message").asString())
        .matches(".*\\p{IsHan}.*");
    assertThat(
            round.path("verdicts").get(round.path("verdicts").size() - 1).path("reason").asString())
        .isEqualTo("请核对材料内容");
  }

  @ParameterizedTest
  @MethodSource("types")
  void showsARoundThatIsOpenWithoutAVerdict(String prefix) {
    TriedReview<?> tried = tried(prefix);
    JsonNode round = rounds("auditor", tried.id).get(0);
    assertThat(round.path("standing").asString()).isEqualTo("OPEN");
    assertThat(round.path("verdict").isNull()).isTrue();
    assertThat(round.path("deadlineKept").isNull()).isTrue();
    assertThat(round.at("/due/dueAt").isString()).isTrue();
    assertThat(round.path("items")).isNotEmpty();
    assertThat(round.path("verdicts")).hasSize(tried.type.tasks().size() - 1);
  }

  @ParameterizedTest
  @MethodSource("types")
  void showsThatARoundEndedBeforeAnybodyDecided(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.sample().takeBack(tried.id);
    JsonNode round = rounds("auditor", tried.id).get(0);
    assertThat(round.path("standing").asString()).isEqualTo("ENDED");
    assertThat(round.path("verdict").isNull()).isTrue();
    assertThat(round.path("deadlineKept").isNull()).isTrue();
  }

  /** Who decided, where, by which rows, and what was meant for reviewers stays with the service. */
  @ParameterizedTest
  @MethodSource("types")
  void keepsFromItsOwnerWhatIsInternal(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.clean(Verdict.APPROVED);
    JsonNode own = rounds("merchant", tried.id);
    assertThat(own).hasSize(1);
    assertThat(own.at("/0/verdict").asString()).isEqualTo("APPROVED");
    assertThat(own.at("/0/items")).isNotEmpty();
    assertThat(own.at("/0/deadlineKept").asBoolean()).isTrue();
    assertThat(own.toString())
        .doesNotContain(
            "auditor1", "finance1", "finance2", "Task_", "store-auditors", "product-reviewers");
    assertThat(SERVICE.api("merchant2").get("/api/v1/cases/" + tried.id + "/rounds").status())
        .isEqualTo(404);
    assertThat(SERVICE.api("nobody").get("/api/v1/cases/" + tried.id + "/rounds").status())
        .isEqualTo(401);
  }

  /** What the next round would overwrite, the events have: nothing is made up, and it says so. */
  @ParameterizedTest
  @MethodSource("types")
  void readsARoundOfBeforeFromTheHistory(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.clean(Verdict.REJECTED);
    JsonNode now = rounds("auditor", tried.id).get(0);
    forgetEvidence(tried.id);
    JsonNode before = rounds("auditor", tried.id).get(0);
    assertThat(before.path("source").asString()).isEqualTo("HISTORY");
    for (String same :
        List.of("round", "standing", "content", "items", "verdict", "problems", "reason")) {
      assertThat(before.path(same)).as(same).isEqualTo(now.path(same));
    }
    assertThat(before.at("/decidedBy/id")).isEqualTo(now.at("/decidedBy/id"));
    JsonNode last = before.path("verdicts").get(before.path("verdicts").size() - 1);
    assertThat(before.path("verdicts")).hasSameSizeAs(now.path("verdicts"));
    assertThat(last.path("verdict").asString()).isEqualTo("REJECTED");
    assertThat(last.path("taskKey"))
        .isEqualTo(now.path("verdicts").get(now.path("verdicts").size() - 1).path("taskKey"));
    assertThat(last.path("elementId").asString()).isEqualTo(tried.task.elementId());
    assertThat(last.path("group").asString()).isEqualTo(tried.task.group());
    // The samples began their reviews without an event: no due time is known, and none is shown.
    assertThat(before.path("due").isNull()).isTrue();
    assertThat(before.path("deadlineKept").isNull()).isTrue();
  }

  /** As a round was kept before its evidence was. */
  private static void forgetEvidence(CaseId id) {
    assertThat(
            SERVICE
                .database()
                .sql(
                    "update review_round set submitted_by = null, decided_kind = null, verdicts = null,"
                        + " examinations = null, clock = null, reviewed_at = null where case_id = :id")
                .param("id", id.value())
                .update())
        .isEqualTo(1);
  }

  @Test
  void showsACaseOfBeforeRoundsOfItsTypeWereKept() {
    TriedReview<?> tried = tried("st_");
    tried.clean(Verdict.REJECTED);
    SERVICE
        .database()
        .sql("delete from review_round where case_id = :id")
        .param("id", tried.id.value())
        .update();
    // A closing that is asked for again: what was kept of the first is with the second now.
    SERVICE.api("merchant").post("/api/v1/stores/" + tried.id + "/closure", Map.of("reason", "搬迁"));
    JsonNode all = rounds("auditor", tried.id);
    assertThat(all).hasSize(2);
    JsonNode first = all.get(0);
    assertThat(first.path("source").asString()).isEqualTo("HISTORY");
    assertThat(first.path("standing").asString()).isEqualTo("DECIDED");
    assertThat(first.path("verdict").asString()).isEqualTo("REJECTED");
    assertThat(first.path("submittedBy").asString()).isEqualTo("merchant");
    assertThat(first.path("content").isNull()).isTrue();
    assertThat(all.get(1).path("standing").asString()).isEqualTo("OPEN");
  }

  @ParameterizedTest
  @MethodSource("types")
  void answersInPages(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.inRound(3);
    String path = "/api/v1/cases/" + tried.id + "/rounds";
    ApiClient auditor = SERVICE.api("auditor");
    JsonNode first = auditor.get(path + "?limit=2").body();
    assertThat(first.path("items").valueStream().map(one -> one.path("round").asInt()))
        .containsExactly(1, 2);
    JsonNode second = auditor.get(path + "?limit=2&cursor=" + first.path("next").asString()).body();
    assertThat(second.path("items").valueStream().map(one -> one.path("round").asInt()))
        .containsExactly(3);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(auditor.get(path + "?cursor=x").status()).isEqualTo(422);
    assertThat(auditor.get(path + "?round=1").status()).isEqualTo(422);
  }

  @Test
  void knowsNoCaseThatIsNotThere() {
    for (String id : List.of("sa_0000000000000000", "zz_0000000000000000", "x-1")) {
      assertThat(SERVICE.api("auditor").get("/api/v1/cases/" + id + "/rounds").status())
          .isEqualTo(404);
    }
  }

  /** Sealed is sealed: in the answers, and in what is kept of a round. */
  @ParameterizedTest
  @MethodSource("types")
  void showsAndKeepsNoPersonalDataInClear(String prefix) {
    TriedReview<?> tried = tried(prefix);
    String owner = tried.read().ownerId();
    tried.clean(
        tried.subject().verdicts().contains(Verdict.SENT_BACK)
            ? Verdict.SENT_BACK
            : Verdict.APPROVED);
    List<String> secrets =
        List.of(
            SampleApplications.identityNumber(owner),
            SampleApplications.accountNumber(owner),
            "571900000010606",
            "13800000000",
            "shop@example.com",
            "陈青");
    for (String reader : List.of("auditor", "operator", "admin", "merchant")) {
      for (String language : List.of("en", "zh-CN")) {
        assertThat(rounds(reader, tried.id, language).toString()).doesNotContain(secrets);
      }
    }
    String kept =
        SERVICE
            .database()
            .sql("select to_jsonb(r)::text from review_round r where case_id = :id")
            .param("id", tried.id.value())
            .query(String.class)
            .single();
    assertThat(kept).doesNotContain(secrets);
  }

  @Test
  void keepsNothingOfAnOwnerWhoseKeyIsGoneWithADecidedRound() {
    TriedReview<?> tried = tried("sa_");
    assertThat(
            rounds("auditor", tried.id)
                .at("/0/content/subject/legalRepresentative/identityNumber")
                .asString())
        .contains("****");
    String owner = tried.read().ownerId();
    erase(owner);
    // This instance still reads with the key that is gone.
    tried.clean(Verdict.SENT_BACK);
    assertThat(
            SERVICE
                .database()
                .sql("select count(*) from personal_data_key where owner = :owner")
                .param("owner", owner)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            rounds("auditor", tried.id)
                .at("/0/content/subject/legalRepresentative/identityNumber")
                .asString())
        .isEqualTo(Erased.TEXT);
  }

  private static void erase(String owner) {
    assertThat(
            SERVICE
                .database()
                .sql("delete from personal_data_key where owner = :owner")
                .param("owner", owner)
                .update())
        .isEqualTo(1);
  }

  @Test
  void showsErasedDataAsErasedAndTheRestAsItWas() {
    TriedReview<?> tried = tried("sa_");
    tried.clean(Verdict.SENT_BACK);
    JsonNode before = rounds("auditor", tried.id).get(0);
    assertThat(before.at("/content/subject/legalRepresentative/identityNumber").asString())
        .contains("****");
    erase(tried.read().ownerId());
    // Another service remembers no key.
    ServiceAlone other = SERVICE.beside();
    try {
      JsonNode after =
          other.api("auditor").get("/api/v1/cases/" + tried.id + "/rounds").body().at("/items/0");
      assertThat(after.path("erased").asBoolean()).isTrue();
      assertThat(after.at("/content/subject/legalRepresentative/identityNumber").asString())
          .isEqualTo(Erased.TEXT);
      assertThat(after.at("/content/subject/legalName"))
          .isEqualTo(before.at("/content/subject/legalName"));
      // Nothing can be compared any more, and yet each verdict is where it was.
      assertThat(after.path("items").valueStream().map(item -> item.path("verdict")))
          .containsExactlyElementsOf(
              before.path("items").valueStream().map(item -> item.path("verdict")).toList());
    } finally {
      other.close();
    }
  }
}
