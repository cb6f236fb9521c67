package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.Verdicts;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What closes a store, or gives a streamer to another merchant, ends memberships with it. */
class EndsOfSubjectsIT {

  private static final String API = "/api/v1/memberships";
  private static final String DRAW = "kuaishou-lucky-draw";
  private static final String LADDER = "douyin-ladder-shipping";
  private static final String SERVICE = "xiaohongshu-own-customer-service";
  private static final String STREAMERS = "kuaishou-streamer-membership";
  private static final long INSTANCE = 8_700_000_001L;

  private final ServiceAlone service = ServiceAlone.get();
  private final Members members = new Members(service);
  private final ClosureSample closures = new ClosureSample(service);
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient operator = service.api("operator");

  /** As the service does each minute, before the hour of the daily check. */
  private void look() {
    service.bean(ProgrammeSweep.class).sweep(members.today(), false);
  }

  private JsonNode read(Membership member) {
    return operator.get(API + "/" + member.id()).body();
  }

  private List<JsonNode> events(Membership member) {
    return operator.get("/api/v1/cases/" + member.id() + "/history").items().valueStream().toList();
  }

  private void assertEnded(Membership member, String why) {
    JsonNode ended = read(member);
    assertThat(ended.path("state").asString()).isEqualTo("CLOSED");
    assertThat(ended.path("ending").asString()).isEqualTo("RULE");
    assertThat(ended.path("nextCheckOn").isMissingNode() || ended.path("nextCheckOn").isNull())
        .isTrue();
    assertThat(ended.at("/unmet/0/code").asString()).isEqualTo(why);
    assertThat(ended.at("/unmet/0/message").asString()).isNotBlank().isNotEqualTo(why);
    assertThat(ended.at("/unmet/0/remedy").asString()).isNotBlank().isNotEqualTo(why);
    JsonNode event = events(member).getLast();
    assertThat(event.path("action").asString()).isEqualTo("MEMBERSHIP_CLOSED");
    assertThat(event.at("/actor/kind").asString()).isEqualTo("SYSTEM");
    assertThat(event.at("/details/cause").asString()).isEqualTo(why);
  }

  private long notices(Membership member) {
    return service
        .database()
        .sql("select count(*) from notification where case_id = :id")
        .param("id", member.id().value())
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({
    "xiaohongshu-own-customer-service, XIAOHONGSHU",
    "douyin-alliance, DOUYIN",
    "douyin-ladder-shipping, DOUYIN",
    "kuaishou-damaged-refunded, KUAISHOU"
  })
  void aMembershipEndsAtOnceByTheClosingOfItsStore(String programme, String platform) {
    String owner = Merchants.next();
    String store = members.store(platform, owner);
    Membership member = members.of(programme, store, owner);
    ApiClient.Answer endpoint =
        merchant.put(
            "/api/v1/webhook-endpoints/" + owner,
            Map.of("url", service.sandboxUrl() + "/notifications"));
    assertThat(endpoint.status()).as(endpoint.body().toString()).isBetween(200, 201);
    closures.close(new CaseId(store));
    look();
    assertEnded(member, "STORE_CLOSED");
    assertThat(notices(member)).isEqualTo(1);
    long version = members.read(member.id()).version();
    look();
    members.sweep();
    assertThat(members.read(member.id()).version()).isEqualTo(version);
    assertThat(events(member)).hasSize(1);
    assertThat(notices(member)).isEqualTo(1);
  }

  /** It waits for its hour, and so do those that fail. */
  @Test
  void nobodyElseIsCheckedBeforeTheHour() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.figure(SubjectKind.STORE, store, "spot-order-share", 60, "0.4");
    Membership member = members.of(LADDER, store, owner);
    members.due(member.id());
    look();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.ACTIVE);
  }

  /** By a service of before, which has nobody checked: the check of the day ends it. */
  @Test
  void whatWasClosedWithoutAWordEndsWithTheNextCheck() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.figure(SubjectKind.STORE, store, "spot-order-share", 60, "0.9");
    Membership member = members.of(LADDER, store, owner);
    StoredStores.close(service.database(), store);
    look();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.ACTIVE);
    members.due(member.id());
    members.sweep();
    assertEnded(member, "STORE_CLOSED");
  }

  @Test
  void aMerchantIsAMemberUntilItsLastStoreOnThePlatformCloses() {
    String owner = Merchants.next();
    String store = members.store("KUAISHOU", owner);
    String other = members.store("KUAISHOU", owner);
    members.store("DOUYIN", owner);
    Membership member = members.of(DRAW, owner, owner);
    long version = member.version();
    closures.close(new CaseId(store));
    look();
    assertThat(members.read(member.id()).version()).isEqualTo(version);
    assertThat(members.state(member.id())).isEqualTo(MembershipState.ACTIVE);
    closures.close(new CaseId(other));
    look();
    assertEnded(member, "STORE_CLOSED");
  }

  @Test
  void twoStoresThatCloseAtOnceAreTheLast() {
    String owner = Merchants.next();
    String store = members.store("KUAISHOU", owner);
    String other = members.store("KUAISHOU", owner);
    Membership member = members.of(DRAW, owner, owner);
    CompletableFuture<Void> second =
        Objects.requireNonNull(
            service
                .bean(TransactionTemplate.class)
                .execute(
                    status -> {
                      closures.close(new CaseId(store));
                      CompletableFuture<Void> running =
                          CompletableFuture.runAsync(() -> closures.close(new CaseId(other)));
                      while (!running.isDone() && !somebodyWaits()) {
                        Thread.onSpinWait();
                      }
                      return running;
                    }));
    second.join();
    look();
    assertEnded(member, "STORE_CLOSED");
  }

  private boolean somebodyWaits() {
    return service
        .database()
        .sql("select exists (select from pg_locks where not granted and locktype = 'advisory')")
        .query(Boolean.class)
        .single();
  }

  @Test
  void aStreamerThatChangesHandsIsAMemberNoMoreAtOnce() {
    String owner = Merchants.next();
    String streamer = Ids.next("s-");
    tell(streamer, owner);
    Membership member = members.of(STREAMERS, streamer, owner);
    tell(streamer, owner);
    look();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.ACTIVE);
    tell(streamer, Merchants.next());
    look();
    assertEnded(member, "SUBJECT_CHANGED_HANDS");
    assertThat(read(member).path("applyAgainFrom").isString()).isFalse();
  }

  private void tell(String streamer, String owner) {
    ApiClient.Answer told =
        service
            .api("admin")
            .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, false));
    assertThat(told.status()).as(told.body().toString()).isIn(200, 201);
  }

  /** A member that has to answer by a time, with an instance of its own. */
  private Membership warned(String store, String owner) {
    Membership member = members.of(SERVICE, store, owner);
    members.due(member.id());
    members.sweep();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.WARNED);
    return members.read(member.id());
  }

  @Test
  void noWarningOfAClosedStoreIsAnsweredOrLifted() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    Membership member = warned(store, owner);
    String other = members.store("XIAOHONGSHU", owner);
    Membership silent = warned(other, owner);
    ApiClient.Answer answered =
        merchant.post(API + "/" + member.id() + "/answer", Map.of("text", "已加人"));
    assertThat(answered.status()).isEqualTo(202);
    members.change(
        member.id(), one -> one.openReview(service.bean(MembershipClocks.class).of(one)));
    closures.close(new CaseId(store));
    closures.close(new CaseId(other));

    ApiClient.Answer late =
        merchant.post(API + "/" + silent.id() + "/answer", Map.of("text", "已加人"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("type").asString()).isEqualTo("/problems/subject-gone");

    MembershipReview review = service.bean(MembershipReview.class);
    Review lifts = verdict(8_700_000_010L);
    assertThat(
            service
                .bean(Verdicts.class)
                .refusal(review, members.read(member.id()), review.tasks().getFirst(), lifts)
                .map(Refusal::reasons)
                .orElse(List.of()))
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.zh()).contains("店铺已关闭");
              assertThat(reason.en()).contains("store is closed");
            });
    assertThat(recorded(member, lifts).outcome()).isEqualTo(Handled.UNUSABLE);
    assertThat(members.state(member.id())).isEqualTo(MembershipState.WARNED);

    look();
    assertEnded(member, "STORE_CLOSED");
    assertEnded(silent, "STORE_CLOSED");
    assertThat(messages(member)).contains(MembershipDesk.ROUND_ENDED);
    assertThat(recorded(member, verdict(8_700_000_011L)).outcome()).isEqualTo(Handled.TOO_LATE);
    assertThat(members.state(member.id())).isEqualTo(MembershipState.CLOSED);
  }

  private static Review verdict(long task) {
    return new Review(task, Optional.of("auditor1"), Verdict.APPROVED, List.of(), null);
  }

  private Handled recorded(Membership member, Review given) {
    MembershipReview review = service.bean(MembershipReview.class);
    return in(
        () ->
            service
                .bean(Verdicts.class)
                .record(
                    review,
                    new Asked(member.id(), INSTANCE, "Task_RecordReview"),
                    member.round(),
                    review.tasks().getFirst(),
                    given));
  }

  private List<String> messages(Membership member) {
    return service
        .database()
        .sql("select name from engine_outbox where case_id = :id")
        .param("id", member.id().value())
        .query(String.class)
        .list();
  }

  private <T> T in(Supplier<T> step) {
    return Objects.requireNonNull(
        service.bean(TransactionTemplate.class).execute(status -> step.get()));
  }

  /** Its figures are good by then, which helps nobody whose store is closed. */
  @Test
  void theDeadlineOfAWarningEndsItToo() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    Membership member = warned(store, owner);
    Instant past = service.bean(Clock.class).instant().minus(Duration.ofMinutes(1));
    service
        .database()
        .sql(
            "update programme_membership set review = jsonb_set(review, '{waiting,dueAt}', to_jsonb(cast(:past as text)))"
                + " where id = :id")
        .param("past", past.toString())
        .param("id", member.id().value())
        .update();
    StoredStores.close(service.database(), store);
    Handled handled =
        in(
            () ->
                service
                    .bean(MembershipSteps.class)
                    .judgeStanding(
                        new Asked(member.id(), INSTANCE + 1, "Task_JudgeStanding"),
                        member.round(),
                        new MembershipSteps.Answers(
                            Members.WHOLE, Members.WHOLE, members.today())));
    assertThat(handled.outcome()).isEqualTo(MembershipSteps.CLOSED);
    assertEnded(member, "STORE_CLOSED");
  }

  @Test
  void aClosedStoreAppliesForNothing() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.figure(SubjectKind.STORE, store, "spot-order-share", 60, "0.9");
    closures.close(new CaseId(store));
    ApiClient.Answer refused = merchant.post(API, Map.of("programme", LADDER, "subjectId", store));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("unmet").valueStream())
        .extracting(one -> one.path("code").asString())
        .contains("STORE_CLOSED");
  }

  @Test
  void anApplicationOfAStreamerThatChangedHandsIsRefusedAndItsNewMerchantApplies() {
    String owner = Merchants.next();
    String streamer = Ids.next("s-");
    tell(streamer, owner);
    Membership applied = members.applied(STREAMERS, streamer, owner);
    tell(streamer, Merchants.next());
    Handled handled =
        in(
            () ->
                service
                    .bean(MembershipSteps.class)
                    .checkEligibility(
                        new Asked(applied.id(), INSTANCE + 2, "Task_CheckEligibility"),
                        1,
                        new MembershipSteps.Answers(
                            Members.WHOLE, Members.WHOLE, members.today())));
    assertThat(handled.outcome()).isEqualTo(MembershipSteps.REFUSED);
    assertThat(read(applied).at("/unmet/0/code").asString()).isEqualTo("SUBJECT_CHANGED_HANDS");
    assertThat(members.read(applied.id()).data().againFrom).isNull();
  }
}
