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

  /** Between writing a file and the start that reads it a notice comes of age. */
  @Test
  void changeNothingAndAreToldOfWhereOnlyTimeIsInTheWay() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    String told = NOTICE.formatted(today.minusDays(9), today.minusDays(5), "[]");
    write("file-late.yaml", told);
    start();
    write("file-late.yaml", told + "revision: 2\nends-on: " + today.minusDays(1) + "\n");
    start();
    assertThat(untaken("file-late.yaml"))
        .contains("earliest last day is " + today, "file-late.yaml");
    assertThat(health("file-late.yaml")).contains("earliest last day is " + today);
    assertThat(notice("file-late").path("endsOn").isNull()).isTrue();
    write("file-late.yaml", told + "revision: 2\nwithdrawn: true\n");
    start();
    assertThat(untaken("file-late.yaml")).contains("give it ends-on instead");
    String moved = told.replace("from: " + today.minusDays(5), "from: " + today.plusDays(5));
    write("file-late.yaml", moved + "revision: 2\n");
    start();
    assertThat(untaken("file-late.yaml")).contains("/effectiveFrom");
    assertThat(notice("file-late").path("standing").asString()).isEqualTo("IN_FORCE");
    // What no day makes right stops the start.
    write("file-late.yaml", told.replace("[图书]", "[画册]") + "revision: 2\n");
    assertThatThrownBy(this::start).hasMessageContaining("category 画册 does not exist");
    write("file-late.yaml", told + "revision: 2\nends-on: " + today + "\n");
    start();
    assertThat(untaken("file-late.yaml")).isEmpty();
    assertThat(notice("file-late").path("endsOn").asString()).isEqualTo(today.toString());
  }

  /** Who writes a file cannot know what an administrator publishes before it is read. */
  @Test
  void changeNothingAndAreToldOfWhereOnlyACallIsInTheWay() throws IOException {
    String dmn = Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; 4.61");
    for (int edition : new int[] {9_031, 9_032}) {
      assertThat(Notices.load(service, "lucky-draw", edition, dmn).status()).isEqualTo(201);
    }
    LocalDate day = FIRST.plusDays(50);
    Map<String, Object> called = Notices.bringing("lucky-draw", 9_031, day, day.plusDays(3));
    called.put("platforms", List.of("XIAOHONGSHU"));
    called.put("categories", List.of());
    assertThat(admin.put(PATH + "called-first", called).status()).isEqualTo(201);
    String file =
        NOTICE
            .formatted(day, day, "[{table: lucky-draw, edition: 9032}]")
            .replace("[WECHAT]", "[XIAOHONGSHU]")
            .replace("[图书]", "[]");
    write("file-second.yaml", file);
    start();
    assertThat(untaken("file-second.yaml")).contains("called-first");
    assertThat(admin.get(PATH + "file-second").status()).isEqualTo(404);
    // An edition under a number that a call took brings nothing.
    write("lucky-draw@9032.dmn", dmn.replace("4.61", "4.62"));
    write("file-second.yaml", file.replace(day.toString(), day.plusDays(9).toString()));
    start();
    assertThat(untaken("lucky-draw@9032.dmn")).contains("another number");
    assertThat(untaken("file-second.yaml")).contains("a call loaded with another content");
    assertThat(admin.get(PATH + "file-second").status()).isEqualTo(404);
    Files.delete(folder.resolve("notices").resolve("lucky-draw@9032.dmn"));
    start();
    assertThat(admin.get(PATH + "file-second").status()).isEqualTo(200);
    // Taken over by a call, and what the file named is gone: its known revision changes nothing.
    Files.delete(folder.resolve("notices").resolve("file-second.yaml"));
    start();
    assertThat(admin.send(admin.request(PATH + "file-second").DELETE()).status()).isEqualTo(200);
    write("file-second.yaml", file.replace("categories: []", "categories: [不在了]"));
    start();
    write("file-second.yaml", file + "revision: 2\n");
    start();
    assertThat(untaken("file-second.yaml")).contains("it was withdrawn");
    assertThat(admin.send(admin.request(PATH + "called-first").DELETE()).status()).isEqualTo(200);
  }

  private String untaken(String file) {
    return service.bean(NoticeFolder.class).untaken().getOrDefault(file, "");
  }

  private String health(String file) {
    return admin
        .get("/actuator/health")
        .body()
        .at("/components/ruleBook/details")
        .path(file)
        .asString();
  }

  @Test
  void whatCannotBeReadIsNamedWithItsLineAndWhatIsToBeDone() throws IOException {
    String dmn = Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; &lt;");
    write("lucky-draw@9033.dmn", dmn);
    long line = dmn.substring(0, dmn.indexOf("&lt; &lt;")).lines().count();
    assertThatThrownBy(this::start)
        .hasMessageContainingAll("lucky-draw@9033.dmn", "row ", "bpmn/rules/lucky-draw.dmn")
        .hasMessageMatching("(?s).*\\(line [0-9]+\\).*")
        .satisfies(
            failure ->
                assertThat(
                        Long.parseLong(
                            failure.getMessage().replaceFirst("(?s).*?\\(line ([0-9]+).*", "$1")))
                    .isBetween(line - 5, line));
    write("lucky-draw@9033.dmn", dmn.replaceFirst("</rule>", ""));
    assertThatThrownBy(this::start)
        .hasMessageMatching("(?s).*lucky-draw@9033.dmn.*can be read: [0-9]+:[0-9]+ .*");
    Files.delete(folder.resolve("notices").resolve("lucky-draw@9033.dmn"));
  }

  private int events(JsonNode notice) {
    return admin
        .get("/api/v1/cases/" + notice.path("historyId").asString() + "/history")
        .items()
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
            "there is no decision table lucky-draws; there are: alliance-eligibility",
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
