package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the service that are asked at once leave one answer behind. */
class NoticesAtOnceIT {

  private static final String PATH = "/api/v1/rule-notices/";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final int TIMES = 20;

  private static ServiceAlone first;
  private static ServiceAlone second;

  @BeforeAll
  static void start() {
    first = ServiceAlone.with();
    second = first.beside();
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<T>> futures =
          List.of(
              threads.submit(() -> begun(together, one)),
              threads.submit(() -> begun(together, other)));
      return List.of(futures.getFirst().get(), futures.getLast().get());
    }
  }

  private static <T> T begun(CyclicBarrier together, Callable<T> call) throws Exception {
    together.await();
    return call.call();
  }

  private static ApiClient.Answer end(ServiceAlone instance, String id, int days, String version) {
    ApiClient admin = instance.api("admin");
    Map<String, Object> notice = Notices.notice(TODAY.minusDays(5), TODAY.plusDays(days));
    return admin.send(
        admin
            .request(PATH + id)
            .setHeader("If-Match", version)
            .setHeader("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(ApiClient.bytes(notice))));
  }

  /** Whoever was second works from a version that is gone. */
  @Test
  void endANoticeOnce() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      String id = "ended-at-once-" + i;
      ApiClient.Answer published =
          first.api("admin").put(PATH + id, Notices.notice(TODAY.minusDays(5), null));
      assertThat(published.status()).isEqualTo(201);
      String version = published.raw().headers().firstValue("ETag").orElseThrow();
      List<ApiClient.Answer> answers =
          atOnce(() -> end(first, id, 1, version), () -> end(second, id, 2, version));
      assertThat(answers.stream().map(ApiClient.Answer::status).toList())
          .containsExactlyInAnyOrder(200, 412);
      int won = answers.getFirst().status() == 200 ? 1 : 2;
      assertThat(first.api("admin").get(PATH + id).body().path("endsOn").asString())
          .isEqualTo(TODAY.plusDays(won).toString());
      assertThat(
              first
                  .api("auditor")
                  .get(
                      "/api/v1/cases/" + published.body().path("historyId").asString() + "/history")
                  .items())
          .hasSize(2);
    }
  }

  /** One of two that contradict each other is refused. */
  @Test
  void takeOneOfTwoNoticesThatContradictEachOther() throws Exception {
    for (int edition : new int[] {9_411, 9_412}) {
      Notices.load(
          first,
          "lucky-draw",
          edition,
          Notices.edition(first, "lucky-draw", "&lt; 4.4", "&lt; 4." + edition));
    }
    for (int i = 0; i < TIMES; i++) {
      LocalDate day = TODAY.plusDays(100L + i);
      String one = "against-one-" + i;
      String other = "against-other-" + i;
      List<ApiClient.Answer> answers =
          atOnce(
              () ->
                  first
                      .api("admin")
                      .put(PATH + one, Notices.bringing("lucky-draw", 9_411, day, day)),
              () ->
                  second
                      .api("admin")
                      .put(PATH + other, Notices.bringing("lucky-draw", 9_412, day, day)));
      assertThat(answers.stream().map(ApiClient.Answer::status).toList())
          .containsExactlyInAnyOrder(201, 422);
    }
  }

  @Test
  void loadAnEditionOnce() throws Exception {
    String dmn = Notices.edition(first, "lucky-draw", "&lt; 4.4", "&lt; 4.51");
    String other = Notices.edition(first, "lucky-draw", "&lt; 4.4", "&lt; 4.52");
    for (int i = 0; i < TIMES; i++) {
      int same = 9_420 + i;
      assertThat(
              atOnce(
                  () -> Notices.load(first, "lucky-draw", same, dmn).status(),
                  () -> Notices.load(second, "lucky-draw", same, dmn).status()))
          .containsExactlyInAnyOrder(201, 200);
      int differs = 9_450 + i;
      assertThat(
              atOnce(
                  () -> Notices.load(first, "lucky-draw", differs, dmn).status(),
                  () -> Notices.load(second, "lucky-draw", differs, other).status()))
          .containsExactlyInAnyOrder(201, 409);
    }
  }

  /** Two that start at once read the same files. */
  @Test
  void putWhatAFileSaysOnRecordOnce() throws Exception {
    RuleNoticeContent content =
        new RuleNoticeContent(
            List.of(Platform.DOUYIN),
            new RuleNoticeContent.Title("服饰", "Clothing"),
            TODAY,
            null,
            TODAY.plusDays(5),
            null,
            "D-fee",
            List.of(),
            List.of("服饰"),
            List.of(),
            new RuleNoticeContent.Transition(
                RuleNoticeContent.Transition.Kind.NOTHING, null, null));
    for (int i = 0; i < TIMES; i++) {
      String id = "filed-at-once-" + i;
      atOnce(
          () -> first.bean(RuleNotices.class).file(id, content, 1, false),
          () -> second.bean(RuleNotices.class).file(id, content, 1, false));
      assertThat(first.bean(RuleNotices.class).find(id).orElseThrow().version()).isEqualTo(1);
      assertThat(first.bean(RuleNotices.class).find(id).orElseThrow().changedBy())
          .isEqualTo(ActorRef.SYSTEM.kind() + ":" + ActorRef.SYSTEM.id());
    }
  }
}
