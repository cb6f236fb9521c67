package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.RoundTrips;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A membership lasts until somebody looks at it; whoever it is of may be gone long before. What the
 * programme opens is permitted to nobody from then on, wherever it is asked.
 */
class PermitsOfClosedStoresIT {

  private static final String ALLIANCE = "douyin-alliance";
  private static final String DRAW = "kuaishou-lucky-draw";
  private static final String STREAMERS = "kuaishou-streamer-membership";

  private static ServiceAlone service;
  private static Members members;
  private static ApiClient operator;

  @BeforeAll
  static void start() {
    service =
        ServiceAlone.with(
            new Class<?>[] {RecordedStatements.class},
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h",
            "--merchant-review.programmes.look=1h");
    members = new Members(service);
    operator = service.api("operator");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode one(String programme, String subject, @Nullable Instant at) {
    ApiClient.Answer answer =
        operator.get(
            "/api/v1/permits?programme="
                + programme
                + "&subject="
                + subject
                + (at == null ? "" : "&at=" + at));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static String said(JsonNode permit) {
    return permit.path("permitted").asBoolean()
        + " "
        + permit
            .path("reasons")
            .valueStream()
            .map(reason -> reason.path("code").asString())
            .toList();
  }

  /** Everywhere it can be asked, now and later: alone, in a batch, and by several at once. */
  private static List<String> everywhere(String programme, String subject) {
    Instant later = service.bean(Clock.class).instant().plus(Duration.ofDays(2));
    ApiClient.Answer batch =
        operator.post(
            "/api/v1/permits/batch",
            Map.of(
                "questions",
                List.of(
                    Map.of("programme", programme, "subject", subject),
                    Map.of("programme", programme, "subject", subject))));
    ApiClient.Answer ofLater =
        operator.post(
            "/api/v1/permits/batch",
            Map.of(
                "questions",
                List.of(
                    Map.of("programme", programme, "subject", subject),
                    Map.of("programme", programme, "subject", subject)),
                "at",
                later.toString()));
    List<JsonNode> together =
        Stream.generate(() -> subject)
            .limit(12)
            .parallel()
            .map(asked -> one(programme, asked, null))
            .toList();
    return Stream.of(
            Stream.of(one(programme, subject, null), one(programme, subject, later)),
            batch.items().valueStream(),
            ofLater.items().valueStream(),
            together.stream())
        .flatMap(some -> some)
        .map(PermitsOfClosedStoresIT::said)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "xiaohongshu-own-customer-service, XIAOHONGSHU, false, PROBATION",
    "douyin-alliance, DOUYIN, true, TRIAL",
    "kuaishou-damaged-refunded, KUAISHOU, false, ACTIVE"
  })
  void permitNothingFromTheClosingOn(
      String programme, String platform, boolean onTrial, MembershipState state) {
    String owner = Merchants.next();
    String store = members.store(platform, owner);
    Membership applied = members.applied(programme, store, owner);
    members.change(
        applied.id(),
        membership ->
            membership.admit(
                service.bean(Programmes.class).get(programme),
                new Judged(Standing.OK, onTrial, List.of(), null),
                null,
                members.today()));
    assertThat(members.state(applied.id())).isEqualTo(state);
    assertThat(everywhere(programme, store)).containsExactly("true []");
    StoredStores.close(service.database(), store);
    assertThat(everywhere(programme, store)).containsExactly("false [STORE_CLOSED]");
    JsonNode permit = one(programme, store, null);
    assertThat(permit.path("state").asString()).isEqualTo(state.name());
    assertThat(permit.path("membershipId").asString()).isEqualTo(applied.id().value());
    assertThat(permit.path("reasons").path(0).path("message").asString()).isNotBlank();
  }

  /** A person looks at a store that asked to be closed; it operates until that has decided. */
  @Test
  void permitAsBeforeWhileTheClosingIsNotDecided() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.of(ALLIANCE, store, owner);
    service
        .database()
        .sql("update store set state = 'CLOSING' where id = :id")
        .param("id", store)
        .update();
    assertThat(everywhere(ALLIANCE, store)).containsExactly("true []");
  }

  /** Not what is asked now, which is later, whatever the clock of whoever closed it shows. */
  @Test
  void permitAMomentBeforeTheClosing() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.of(ALLIANCE, store, owner);
    StoredStores.close(service.database(), store);
    Instant closedAt =
        service
            .bean(Clock.class)
            .instant()
            .plus(Duration.ofMinutes(10))
            .truncatedTo(ChronoUnit.MILLIS);
    service
        .database()
        .sql("update store set data = data || jsonb_build_object('closedAt', :at) where id = :id")
        .param("at", closedAt.toString())
        .param("id", store)
        .update();
    assertThat(said(one(ALLIANCE, store, closedAt.minusMillis(1)))).isEqualTo("true []");
    assertThat(said(one(ALLIANCE, store, closedAt))).isEqualTo("false [STORE_CLOSED]");
    assertThat(said(one(ALLIANCE, store, null))).isEqualTo("false [STORE_CLOSED]");
  }

  @Test
  void permitAMerchantWhatItsOtherStoreOnThePlatformKeepsOpen() {
    String merchant = Merchants.next();
    String store = members.store("KUAISHOU", merchant);
    String other = members.store("KUAISHOU", merchant);
    members.store("DOUYIN", merchant);
    members.of(DRAW, merchant, merchant);
    StoredStores.close(service.database(), store);
    assertThat(everywhere(DRAW, merchant)).containsExactly("true []");
    StoredStores.close(service.database(), other);
    assertThat(everywhere(DRAW, merchant)).containsExactly("false [STORE_CLOSED]");
  }

  /** It needs none: its streamers sell what is others'. */
  @Test
  void permitAMerchantThatNeverHadAStore() {
    String merchant = Merchants.next();
    members.of(DRAW, merchant, merchant);
    assertThat(everywhere(DRAW, merchant)).containsExactly("true []");
  }

  @Test
  void permitAStreamerNothingThatItsFormerMerchantAppliedFor() {
    String merchant = Merchants.next();
    String streamer = Ids.next("s-");
    service
        .database()
        .sql(
            """
            insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on,
                   experience_rating, experience_rating_on, followers, followers_on, updated_at, version)
            values (:id, :merchant, 'x', false, 1, current_date, 5, current_date, 1, current_date, now(), 1)
            """)
        .param("id", streamer)
        .param("merchant", merchant)
        .update();
    members.of(STREAMERS, streamer, merchant);
    assertThat(everywhere(STREAMERS, streamer)).containsExactly("true []");
    service
        .database()
        .sql("update streamer set merchant_id = :merchant where id = :id")
        .param("id", streamer)
        .param("merchant", Merchants.next())
        .update();
    assertThat(everywhere(STREAMERS, streamer)).containsExactly("false [SUBJECT_CHANGED_HANDS]");
  }

  @Test
  void isNamedBesideTheEndOfTheMembership() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    Membership member = members.of(ALLIANCE, store, owner);
    StoredStores.close(service.database(), store);
    members.change(
        member.id(),
        one -> one.leave(service.bean(Programmes.class).get(ALLIANCE), null, members.today()));
    assertThat(everywhere(ALLIANCE, store))
        .containsExactly("false [MEMBERSHIP_ENDED, STORE_CLOSED]");
  }

  @Test
  void costsOneRoundTripForOneAndForMany() {
    String owner = Merchants.next();
    String store = members.store("DOUYIN", owner);
    members.of(ALLIANCE, store, owner);
    ProgrammePermits permits = service.bean(ProgrammePermits.class);
    for (int questions : new int[] {1, 2, 200}) {
      List<ProgrammePermits.Question> asked =
          Stream.generate(() -> new ProgrammePermits.Question(ALLIANCE, store, null))
              .limit(questions)
              .toList();
      permits.answer(asked);
      RoundTrips.assertAtMost(
          1,
          service.bean(RecordedStatements.class).during(() -> permits.answer(asked)).stream()
              .filter(made -> made.sql().contains("programme_membership"))
              .toList());
    }
  }
}
