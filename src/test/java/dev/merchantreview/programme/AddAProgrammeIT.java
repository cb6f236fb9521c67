package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * A programme nobody of the service knows: a file, rows of two tables that a notice brings, and
 * words. No Java is written for it, and no release is needed. Its time is moved, so what needs
 * months to pass stands here, too.
 */
class AddAProgrammeIT {

  private static final String PROGRAMME = "kuaishou-mall";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String FILE =
      """
      programme: kuaishou-mall
      platform: KUAISHOU
      zh: 商城
      en: Mall
      subject: STORE
      inputs:
        - {name: score, from: FIGURE, figure: store-rating, window: 0}
      tables: {eligibility: score-tools-eligibility, standing: score-tools-standing}
      entry: INVITED
      checked: {every: FIGURES, warned-first: false}
      closing: {days: 3, existing: STAYS}
      conditions:
        - {code: SCORE_TOO_LOW, input: score, zh: 评分过低, en: The rating is too low, remedy-zh: 提升评分, remedy-en: Raise it}
      """;

  private static final String OF_STREAMERS = "kuaishou-rated-streamers";
  private static final String STREAMERS_FILE =
      """
      programme: kuaishou-rated-streamers
      platform: KUAISHOU
      zh: 优评主播
      en: Rated streamers
      subject: STREAMER
      inputs:
        - {name: score, from: FIGURE, figure: experience-rating, window: 0}
      tables: {eligibility: score-tools-eligibility, standing: score-tools-standing}
      entry: OPEN
      checked: {every: FIGURES, warned-first: false}
      conditions:
        - {code: SCORE_TOO_LOW, input: score, zh: 评分过低, en: The rating is too low, remedy-zh: 提升评分, remedy-en: Raise it}
      """;

  @TempDir private static Path config;
  private static ServiceAlone service;
  private static Members members;
  private static ApiClient admin;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Files.writeString(config.resolve("programmes/" + PROGRAMME + ".yaml"), FILE);
    Files.writeString(config.resolve("programmes/" + OF_STREAMERS + ".yaml"), STREAMERS_FILE);
    service = ServiceAlone.with("--merchant-review.config-location=file:" + config + "/");
    members = new Members(service);
    admin = service.api("admin");
    LocalDate tomorrow = LocalDate.now(ZONE).plusDays(1);
    edition("score-tools-eligibility", "\"SCORE_TOO_LOW\"");
    edition("score-tools-standing", "\"FAIL\"", "\"SCORE_TOO_LOW\"");
    ApiClient.Answer notice =
        admin.put(
            "/api/v1/rule-notices/kuaishou-mall-opens",
            Map.of(
                "platforms", List.of("KUAISHOU"),
                "title", Map.of("zh", "商城准入", "en", "The mall opens"),
                "publishedOn", tomorrow.minusDays(10).toString(),
                "effectiveFrom", tomorrow.toString(),
                "source", "test",
                "tables",
                    List.of(
                        Map.of("table", "score-tools-eligibility", "edition", 2),
                        Map.of("table", "score-tools-standing", "edition", 2)),
                "categories", List.of(),
                "programmes", List.of("mall"),
                "transition", Map.of("kind", "NOTHING")));
    assertThat(notice.status()).as(notice.body().toString()).isIn(200, 201);
    service.travelTo(tomorrow.atTime(12, 0).atZone(ZONE).toInstant());
  }

  @AfterAll
  static void stop() {
    service.returnToPresent();
    service.close();
  }

  /** The released table with a row for the new programme. */
  private static void edition(String table, String... says) throws IOException {
    StringBuilder row =
        new StringBuilder(
            "<rule id=\"Rule_Mall\"><description>test</description>"
                + "<inputEntry id=\"Rule_Mall_in0\"><text>-</text></inputEntry>"
                + "<inputEntry id=\"Rule_Mall_in1\"><text>\"kuaishou-mall\"</text></inputEntry>"
                + "<inputEntry id=\"Rule_Mall_in2\"><text>&lt; 4.5</text></inputEntry>");
    for (int i = 0; i < says.length; i++) {
      row.append(
          "<outputEntry id=\"Rule_Mall_out%d\"><text>%s</text></outputEntry>"
              .formatted(i, says[i]));
    }
    String dmn =
        Files.readString(Path.of("bpmn/rules/" + table + ".dmn"))
            .replace("</decisionTable>", row + "</rule></decisionTable>");
    ApiClient.Answer loaded =
        admin.put("/api/v1/decision-tables/" + table + "/editions/2", Map.of("dmn", dmn));
    assertThat(loaded.status()).as(loaded.body().toString()).isIn(200, 201);
  }

  @Test
  void isJudgedByInvitationAndByTheRowsOfItsNotice() {
    String owner = Merchants.next();
    String store = members.store("KUAISHOU", owner);
    members.figure(SubjectKind.STORE, store, "store-rating", 0, "4.4");
    String path = "/api/v1/programmes/" + PROGRAMME;
    assertThat(unmet(path, store)).containsExactly("SCORE_TOO_LOW ≥ 4.5", "NOT_INVITED null");
    assertThat(
            service
                .api("operator")
                .put(
                    path + "/invitations/" + store,
                    Map.of("until", members.today().plusDays(5).toString()))
                .status())
        .isEqualTo(200);
    assertThat(
            service
                .api("merchant")
                .put(
                    path + "/invitations/" + store,
                    Map.of("until", members.today().plusDays(5).toString()))
                .status())
        .isEqualTo(403);
    members.figure(SubjectKind.STORE, store, "store-rating", 0, "4.6");
    assertThat(unmet(path, store)).isEmpty();
    Membership member = members.of(PROGRAMME, store, owner);
    // Its figures come, and it is looked at soon; its end lies three days ahead.
    members.figure(SubjectKind.STORE, store, "store-rating", 0, "4.0");
    members.sweep();
    Membership closing = members.read(member.id());
    assertThat(closing.state()).isEqualTo(MembershipState.CLOSING);
    assertThat(closing.data().closesOn).isEqualTo(members.today().plusDays(3));
    assertThat(members.isPermitted(PROGRAMME, store, null)).isTrue();
    assertThat(
            members.isPermitted(
                PROGRAMME, store, members.today().plusDays(3).atStartOfDay(ZONE).toInstant()))
        .isFalse();
    assertThat(
            members.isPermitted(
                PROGRAMME,
                store,
                members.today().plusDays(3).atStartOfDay(ZONE).toInstant().minusSeconds(1)))
        .isTrue();
    assertThat(evidence(member)).contains("\"edition\":2", "kuaishou-mall-opens", "Rule_Mall");
  }

  /** Whoever says a streamer's figures: its members are looked at soon. */
  @Test
  void whatThePlatformSaysOfAStreamerHasItsMembershipCheckedSoon() {
    String merchant = Merchants.next();
    String streamer = "s-" + merchant;
    streamer(streamer, merchant, 4.6);
    Membership member = members.of(OF_STREAMERS, streamer, merchant);
    assertThat(isCheckedToday(member)).isFalse();
    streamer(streamer, merchant, 4.6);
    assertThat(isCheckedToday(member)).isFalse();
    streamer(streamer, merchant, 4.2);
    assertThat(isCheckedToday(member)).isTrue();
  }

  /** To be, or already: the service looks each minute. */
  private static boolean isCheckedToday(Membership member) {
    Membership.Data data = members.read(member.id()).data();
    return members.today().equals(data.checkOn) || members.today().equals(data.checkedOn);
  }

  private static void streamer(String id, String merchant, double rating) {
    ApiClient.Answer told =
        admin.put(
            "/api/v1/streamers/" + id,
            Map.of(
                "merchantId",
                merchant,
                "nickname",
                "主播",
                "designated",
                false,
                "merchantLevel",
                3,
                "experienceRating",
                rating,
                "followers",
                1000));
    assertThat(told.status()).as(told.body().toString()).isIn(200, 201);
  }

  @Test
  void aPledgeThatEndsHasOtherMembershipsOfItsStoreCheckedSoon() {
    String owner = Merchants.next();
    String store = members.store("KUAISHOU", owner);
    Membership member = members.of(PROGRAMME, store, owner);
    Membership pledged = members.of("kuaishou-damaged-refunded", store, owner);
    assertThat(
            service
                .api("merchant")
                .post("/api/v1/memberships/" + pledged.id() + "/leave", Map.of())
                .status())
        .isEqualTo(202);
    assertThat(isCheckedToday(member)).isTrue();
  }

  /** A member of a programme that is judged monthly. */
  private static final class Monthly {

    private final Membership member;
    private final String store;

    Monthly() {
      String owner = Merchants.next();
      store = members.store("XIAOHONGSHU", owner);
      member = members.of("xiaohongshu-own-customer-service", store, owner);
    }

    /** The day of its next check comes, by figures of that day. */
    MembershipState month(boolean good) {
      LocalDate day = Objects.requireNonNull(members.read(member.id()).data().checkOn);
      // Told first: the service itself may look as soon as the day has come.
      members.figure(SubjectKind.STORE, store, "service-staff", 0, "2", day);
      String rate = good ? "1" : "0.1";
      members.figure(SubjectKind.STORE, store, "reply-within-24-hours-rate", 30, rate, day);
      members.figure(SubjectKind.STORE, store, "reply-within-3-minutes-rate", 30, rate, day);
      members.figure(SubjectKind.STORE, store, "service-dissatisfaction-rate", 30, "0", day);
      service.travelTo(day.atTime(12, 0).atZone(ZONE).toInstant());
      members.sweep();
      return members.state(member.id());
    }

    /** It answers its warning in time, and a person is content with that. */
    void settles() {
      assertThat(
              service
                  .api("merchant")
                  .post("/api/v1/memberships/" + member.id() + "/answer", Map.of("text", "已加人"))
                  .status())
          .isEqualTo(202);
      members.change(member.id(), one -> one.lift("auditor1", members.today()));
    }

    /** Its probation ends first. */
    List<String> events() {
      return service
          .database()
          .sql(
              "select action from history_event where case_id = :id and action <> 'WARNING_ANSWERED' order by seq")
          .param("id", member.id().value())
          .query(String.class)
          .list();
    }
  }

  @Test
  void ofTwoBadMonthsInARowTheSecondCloses() {
    Monthly one = new Monthly();
    LocalDate admitted = members.today();
    assertThat(one.month(false)).isEqualTo(MembershipState.WARNED);
    assertThat(members.today()).isAfter(admitted.plusMonths(1).minusDays(2));
    one.settles();
    assertThat(members.state(one.member.id())).isEqualTo(MembershipState.ACTIVE);
    assertThat(one.month(false)).isEqualTo(MembershipState.CLOSED);
    assertThat(one.events())
        .containsExactly("MEMBERSHIP_CHANGED", "MEMBERSHIP_WARNED", "MEMBERSHIP_CLOSED");
    assertThat(members.read(one.member.id()).data().againFrom)
        .isEqualTo(members.today().plusDays(90));
  }

  @Test
  void aGoodMonthBetweenTwoBadOnesKeepsAMember() {
    Monthly one = new Monthly();
    assertThat(one.month(false)).isEqualTo(MembershipState.WARNED);
    one.settles();
    assertThat(one.month(true)).isEqualTo(MembershipState.ACTIVE);
    assertThat(one.month(false)).isEqualTo(MembershipState.WARNED);
    assertThat(members.read(one.member.id()).isWarnedWithDeadline()).isTrue();
    assertThat(one.events())
        .containsExactly(
            "MEMBERSHIP_CHANGED", "MEMBERSHIP_WARNED", "MEMBERSHIP_CHECKED", "MEMBERSHIP_WARNED");
  }

  private static List<String> unmet(String path, String store) {
    return service
        .api("merchant")
        .get(path + "/eligibility?subject=" + store)
        .body()
        .path("unmet")
        .valueStream()
        .map(
            one ->
                one.path("code").asString()
                    + " "
                    + (one.path("threshold").isNull() ? null : one.path("threshold").asString()))
        .toList();
  }

  private static String evidence(Membership member) {
    return service
        .database()
        .sql(
            "select details::text from history_event where case_id = :id and action = 'MEMBERSHIP_CLOSED'")
        .param("id", member.id().value())
        .query(String.class)
        .single();
  }
}
