package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code config/notices} are on record when the service runs, or it does not run. */
class NoticeFilesIT {

  private static final String PATH = "/api/v1/rule-notices/";
  private static final LocalDate FIRST = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(40);

  private static final String NOTICE =
      """
      platforms: [WECHAT]
      title:
        zh: 图书类目
        en: Books
      published-on: %s
      effective-from: %s
      source: W-rules 12
      tables: %s
      categories: [图书]
      programmes: []
      transition:
        kind: PERIOD
        days: 30
      """;

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");

  @TempDir private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(folder.resolve("notices"));
  }

  private void write(String file, String content) {
    try {
      Files.writeString(folder.resolve("notices").resolve(file), content);
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
  }

  private void start() {
    new NoticeFiles(
            new ConfigurationDirectory("file:" + folder + "/"),
            service.bean(RuleNotices.class),
            service.bean(NoticeFolder.class),
            service.bean(NoticeRules.class),
            service.bean(Editions.class),
            service.bean(EditionCheck.class),
            service.bean(MessageSource.class),
            service.bean(JsonMapper.class))
        .start();
  }

  private JsonNode notice(String id) {
    return admin.get(PATH + id).body();
  }

  @Test
  void shippedOnesAreOnRecord() {
    JsonNode notice = notice("kuaishou-pk-threshold-2021");
    assertThat(notice.path("origin").asString()).isEqualTo("FILE");
    assertThat(notice.path("standing").asString()).isEqualTo("IN_FORCE");
    assertThat(notice.path("effectiveFrom").asString()).isEqualTo("2021-12-10");
  }

  @Test
  void nothingIsAskedOfAFolderOfBefore() throws IOException {
    Files.delete(folder.resolve("notices"));
    start();
  }

  @Test
  void sayHowWhatWasApprovedIsReviewedAgain() {
    String told =
        NOTICE.formatted(FIRST, FIRST, "[]").replace("kind: PERIOD", "kind: REVIEW_AGAIN");
    write("file-again.yaml", told);
    assertThatThrownBy(this::start)
        .hasMessageContaining("file-again.yaml")
        .hasMessageContaining("/transition/reviewAgain");
    write(
        "file-again.yaml",
        told
            + """
              review-again:
                due-working-days: 10
                meanwhile: KEEP_UNTIL_DUE
                hand-in-again: true
            """);
    start();
    start();
    JsonNode notice = notice("file-again");
    assertThat(notice.at("/transition/reviewAgain/dueWorkingDays").asInt()).isEqualTo(10);
    assertThat(notice.path("reviewAgainFrom").asString()).isEqualTo(FIRST.plusDays(30).toString());
    assertThat(events(notice)).isEqualTo(1);
    // Who publishes by a file stops by a call.
    ApiClient.Answer stopped = admin.post(PATH + "file-again/review-again/stop", Map.of());
    assertThat(stopped.body().path("standing").asString()).isEqualTo("STOPPED");
  }

  @Test
  void bringEditionsAndAreChangedInTheirFilesOnly() {
    String dmn = Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; 4.6");
    write("lucky-draw@9021.dmn", dmn);
    String told = NOTICE.formatted(FIRST, FIRST, "[{table: lucky-draw, edition: 9021}]");
    write("file-books.yaml", told);
    start();
    start();
    JsonNode notice = notice("file-books");
    assertThat(notice.at("/tables/0/edition").asInt()).isEqualTo(9021);
    assertThat(notice.path("adjustUntil").asString()).isEqualTo(FIRST.plusDays(29).toString());
    assertThat(notice.path("changedBy").asString()).isEqualTo("SYSTEM:merchant-review");
    assertThat(events(notice)).isEqualTo(1);
    ApiClient.Answer refused = admin.send(admin.request(PATH + "file-books").DELETE());
    assertThat(refused.body().path("type").asString()).isEqualTo("/problems/notice-from-file");
    write("file-books.yaml", told + "revision: 2\nends-on: " + FIRST.plusDays(3) + "\n");
    start();
    assertThat(events(notice)).isEqualTo(2);
    write("file-books.yaml", told + "revision: 3\nwithdrawn: true\n");
    start();
    assertThat(notice("file-books").path("standing").asString()).isEqualTo("WITHDRAWN");
    write("lucky-draw@9021.dmn", dmn.replace("4.6", "4.7"));
    assertThatThrownBy(this::start)
        .hasMessageContainingAll("lucky-draw@9021.dmn", "another number");
  }

  /** The files' names say nothing of which is read first. */
  @Test
  void oneEndsWhereAnotherBegins() {
    for (int edition : new int[] {9_022, 9_023}) {
      write(
          "lucky-draw@" + edition + ".dmn",
          Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; 4." + edition));
    }
    String old = NOTICE.formatted(FIRST, FIRST, "[{table: lucky-draw, edition: 9022}]");
    LocalDate next = FIRST.plusDays(4);
    write("z-old.yaml", old);
    start();
    write("z-old.yaml", old + "revision: 2\nends-on: " + next.minusDays(1) + "\n");
    write("a-new.yaml", NOTICE.formatted(next, next, "[{table: lucky-draw, edition: 9023}]"));
    start();
    assertThat(notice("a-new").path("standing").asString()).isEqualTo("ANNOUNCED");
    write("z-old.yaml", old + "revision: 3\nwithdrawn: true\n");
    write(
        "a-new.yaml",
        NOTICE.formatted(next, next, "[{table: lucky-draw, edition: 9023}]")
            + "revision: 2\nwithdrawn: true\n");
    start();
  }

  /** An older instance, or an older folder, takes nothing back that was said since. */
  @Test
  void changeNothingWhereANewerOneOrACallWasRead() {
    String first = NOTICE.formatted(FIRST, FIRST, "[]");
    write("file-older.yaml", first);
    start();
    String end = FIRST.plusDays(9).toString();
    write("file-older.yaml", first + "ends-on: " + end + "\n");
    assertThatThrownBy(this::start).hasMessageContainingAll("file-older.yaml", "revision: 2");
    write("file-older.yaml", first + "revision: 2\nends-on: " + end + "\n");
    start();
    // What it names is gone meanwhile.
    write("file-older.yaml", first.replace("[图书]", "[画册]"));
    start();
    assertThat(notice("file-older").path("endsOn").asString()).isEqualTo(end);
    write("file-older.yaml", first + "revision: 3\n");
    start();
    assertThat(notice("file-older").path("endsOn").isNull()).isTrue();
    write("file-older.yaml", first + "revision: 4\nwithdrawn: true\n");
    start();
    write("file-older.yaml", first + "revision: 3\n");
    start();
    assertThat(notice("file-older").path("standing").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void areEndedByACallOnceTheirFileIsGoneAndNotTakenBackByIt() throws IOException {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    write("file-gone.yaml", NOTICE.formatted(today.minusDays(3), today.minusDays(2), "[]"));
    start();
    Map<String, Object> ended = Notices.notice(today.minusDays(2), today);
    ended.putAll(
        Map.of(
            "platforms", List.of("WECHAT"),
            "title", Map.of("zh", "图书类目", "en", "Books"),
            "source", "W-rules 12",
            "categories", List.of("图书"),
            "transition", Map.of("kind", "PERIOD", "days", 30)));
    assertThat(admin.put(PATH + "file-gone", ended).body().path("type").asString())
        .isEqualTo("/problems/notice-from-file");
    Files.delete(folder.resolve("notices").resolve("file-gone.yaml"));
    start();
    assertThat(service.bean(RuleNotices.class).withoutFile().stream().map(RuleNotice::id))
        .contains("file-gone");
    ApiClient.Answer answer = admin.put(PATH + "file-gone", ended);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("origin").asString()).isEqualTo("API");
    write("file-gone.yaml", NOTICE.formatted(today.minusDays(3), today.minusDays(2), "[]"));
    start();
    assertThat(notice("file-gone").path("endsOn").asString()).isEqualTo(today.toString());
  }

  /** A release, or a changed tree, may have taken away what a notice named when it began. */
  @Test
  void areEndedInTheirFileThoughWhatTheyNameIsGone() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    String told = NOTICE.formatted(today.minusDays(3), today.minusDays(2), "[]");
    write("file-names-gone.yaml", told);
    start();
    Notices.goneSince(service, "file-names-gone");
    told = told.replace("[图书]", "[图书, 不在了]").replace("tables: []", "tables: [{table: gone-table}]");
    write("file-names-gone.yaml", told + "revision: 2\nends-on: " + today + "\n");
    start();
    assertThat(notice("file-names-gone").path("endsOn").asString()).isEqualTo(today.toString());
    write("file-names-gone.yaml", told.replace("不在了", "也不在") + "revision: 3\n");
    assertThatThrownBy(this::start).hasMessageContaining("category 也不在 does not exist");
  }

  private int events(JsonNode notice) {
    return admin
        .get("/api/v1/cases/" + notice.path("historyId").asString() + "/history")
        .body()
        .path("items")
        .size();
  }

  @Test
  void whatCannotBeUsedIsNamedWithFileLineAndRemedy() {
    write(
        "wrong-books.yaml",
        NOTICE
            .formatted(FIRST, FIRST.minusDays(1), "[{table: lucky-draws}]")
            .replace("[图书]", "[书]"));
    assertThatThrownBy(this::start)
        .hasMessageContainingAll(
            "config/notices: wrong-books.yaml",
            "/effectiveFrom lies before the day of publication",
            "wrong-books.yaml] - 6:17",
            "there is no decision table lucky-draws; there are: lucky-draw",
            "wrong-books.yaml] - 8:18",
            "category 书 does not exist",
            "wrong-books.yaml] - 9:14");
    write("wrong-books.yaml", NOTICE.formatted(FIRST, FIRST, "[]").replace("days: 30", "days: 0"));
    assertThatThrownBy(this::start).hasMessageContainingAll("wrong-books.yaml", "days [0]", "13:9");
    write("wrong-books.yaml", NOTICE.formatted(FIRST, FIRST, "[]") + "author: x\n");
    assertThatThrownBy(this::start).hasMessageContainingAll("wrong-books.yaml", "[author]");
  }

  @Test
  void filesWithNamesThatSayNothingStopTheStart() throws IOException {
    for (String name : List.of("store-deposit.dmn", "store-deposit@1.dmn", "Books.yaml")) {
      write(name, NOTICE.formatted(FIRST, FIRST, "[]"));
      assertThatThrownBy(this::start).hasMessageContainingAll(name, "name it");
      Files.delete(folder.resolve("notices").resolve(name));
    }
  }
}
