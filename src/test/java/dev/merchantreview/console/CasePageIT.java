package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ContractWalk;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The page of a case of every type, where the engine and its records are away. */
class CasePageIT {

  private static final Duration LONGEST = Duration.ofMillis(300);
  // In characters: a hundred events as sentences, the frame and the rest of the case's page.
  private static final int LONGEST_PAGE = 200_000;
  private static final int OF_OTHERS = 30;
  private static final String UNHEARD = "NEVER_HEARD_OF";
  private static final ServiceAlone SERVICE =
      ServiceAlone.with(new Class<?>[] {RecordedStatements.class});

  /** The case of each type with the most events. */
  private static final Map<String, String> CASES = new TreeMap<>();

  @BeforeAll
  static void walk() {
    ContractWalk walk = new ContractWalk(SERVICE);
    walk.walk();
    assertThat(walk.unexpected()).isEmpty();
    SERVICE
        .database()
        .sql(
            """
            select distinct on (type) type, id from case_index
             order by type, (select count(*) from history_event h where h.case_id = case_index.id) desc
            """)
        .query((row, number) -> CASES.put(row.getString("type"), row.getString("id")))
        .list();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  private static HttpResponse<String> page(String user, String path, String language) {
    return ConsoleVisitor.loggedIn(SERVICE, user).get(path, "Accept-Language", language);
  }

  @ParameterizedTest
  @CsvSource({
    "STORE_APPLICATION,zh-CN", "STORE_APPLICATION,en", "FILING,zh-CN", "FILING,en",
    "STORE_CLOSURE,zh-CN", "STORE_CLOSURE,en", "DEPOSIT_REFUND,zh-CN", "DEPOSIT_REFUND,en",
    "PK_SESSION,zh-CN", "PK_SESSION,en", "SERVICE_PROVIDER,zh-CN", "SERVICE_PROVIDER,en"
  })
  void showsACaseOfEveryType(String type, String language) {
    String id = CASES.get(type);
    assertThat(id).as("a %s among %s", type, CASES).isNotNull();
    HttpResponse<String> answer = page("auditor", "/console/cases/" + id, language);
    assertThat(answer.statusCode()).isEqualTo(200);
    String page = answer.body();
    assertThat(page)
        .contains("lang=\"" + language + "\"", "<h1>", "id=\"timeline\"", "/api/v1/", id)
        // A key without a text.
        .doesNotContain("??")
        .contains(language.equals("en") ? "The record is unbroken" : "记录完整");
    assertThat(sentences(page))
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(sentence).doesNotContain("{", "}").isNotBlank());
    // No event is told by its bare code.
    assertThat(actions(id))
        .filteredOn(action -> !action.equals(UNHEARD))
        .noneMatch(action -> sentences(page).stream().anyMatch(one -> one.endsWith(action)));
  }

  private static List<String> actions(String id) {
    return SERVICE
        .database()
        .sql("select distinct action from history_event where case_id = :id")
        .param("id", id)
        .query(String.class)
        .list();
  }

  private static List<String> sentences(String page) {
    return Pattern.compile("<p class=\"sentence\">([^<]*)</p>")
        .matcher(page)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void showsTheDiagramOfEveryTypeAProcessWorksOnAndSaysWhereTheWayIsFrom() {
    for (String type : List.of("STORE_APPLICATION", "FILING", "DEPOSIT_REFUND", "PK_SESSION")) {
      String page = page("auditor", "/console/cases/" + CASES.get(type), "en").body();
      assertThat(page).as(type).contains("did not answer: drawn from the events of the case");
      List<String> addresses =
          Pattern.compile("data-address=\"([^\"]+)\"")
              .matcher(page)
              .results()
              .map((MatchResult result) -> result.group(1).replace("&amp;", "&"))
              .toList();
      assertThat(addresses).as(type).isNotEmpty();
      for (String address : addresses) {
        HttpResponse<String> drawing = page("auditor", address, "en");
        assertThat(drawing.statusCode()).as(address).isEqualTo(200);
        assertThat(drawing.headers().firstValue("content-type").orElse(""))
            .startsWith("application/xml");
        assertThat(drawing.body())
            .as(address)
            .contains("BPMNPlane")
            .doesNotContain("documentation", "zeebe:", "conditionExpression")
            // Names are English where the reader's language is.
            .doesNotContainPattern("name=\"[^\"]*[\\u4e00-\\u9fff]");
      }
    }
    assertThat(page("auditor", "/console/cases/" + CASES.get("SERVICE_PROVIDER"), "en").body())
        .doesNotContain("id=\"diagram\"");
    String application = CASES.get("STORE_APPLICATION");
    assertThat(
            page("auditor", "/console/cases/" + application + "/diagram?plane=none", "en")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void showsTheLedgerWithWhatWasHeldAfterEachBooking() {
    String page = page("auditor", "/console/cases/" + CASES.get("SERVICE_PROVIDER"), "en").body();
    assertThat(page).contains("id=\"money\"", "The ledger is unbroken", "Payment received");
    assertThat(page("auditor", "/console/cases/" + CASES.get("DEPOSIT_REFUND"), "en").body())
        .contains("id=\"money\"", "The ledger is unbroken");
    assertThat(page("auditor", "/console/cases/" + CASES.get("FILING"), "en").body())
        .doesNotContain("id=\"money\"");
  }

  @Test
  void letsInWhoReadsEveryCaseAndNobodyElse() {
    String path = "/console/cases/" + CASES.get("STORE_APPLICATION");
    for (String user : List.of("auditor", "operator", "admin")) {
      assertThat(page(user, path, "en").statusCode()).as(user).isEqualTo(200);
      assertThat(page(user, path + "/timeline", "en").statusCode()).as(user).isEqualTo(200);
    }
    for (String part : List.of("", "/timeline", "/diagram?plane=x")) {
      HttpResponse<String> refused = page("merchant", path + part, "en");
      assertThat(refused.statusCode()).as(part).isEqualTo(403);
      assertThat(refused.body()).doesNotContain(CASES.get("STORE_APPLICATION") + "<");
    }
    for (String none : List.of("sa_0000000000000000", "x", "dc_0000000000000000")) {
      assertThat(page("auditor", "/console/cases/" + none, "en").statusCode()).isEqualTo(404);
      assertThat(page("auditor", "/console/cases/" + none + "/timeline", "en").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void allowsTheViewersOwnStyleAttributesAndNoOther() {
    String policy =
        page("auditor", "/console/cases/" + CASES.get("FILING"), "en")
            .headers()
            .firstValue("content-security-policy")
            .orElse("");
    assertThat(policy)
        .contains(
            "default-src 'none'", "script-src 'self';", "style-src 'self' 'unsafe-hashes' 'sha256-")
        .doesNotContain("unsafe-inline", "unsafe-eval");
  }

  @Test
  void tellsAnActionNobodyWroteASentenceForByItsCodeAndShowsAMarkAsText() {
    String id = CASES.get("PK_SESSION");
    append(id, UNHEARD, Map.of("why", "<b>bold</b>", "unheard", 7));
    String page = page("auditor", "/console/cases/" + id, "en").body();
    assertThat(page)
        .contains("The service: " + UNHEARD, "&lt;b&gt;bold", "<dt>unheard</dt><dd>7</dd>")
        .doesNotContain("<b>bold");
  }

  @Test
  void tellsWhichTableOrTreeOfCategoriesWasAsked() {
    String id = CASES.get("DEPOSIT_REFUND");
    append(
        id,
        UNHEARD,
        Map.of(
            "categoryAdmission",
            Map.of("decision", "categories/douyin.yaml 0123456789ab", "rules", List.of("服饰")),
            "requiredDocuments",
            Map.of(
                "decision", "required-documents", "version", 3, "rules", List.of("Rule_Brand"))));
    assertThat(page("auditor", "/console/cases/" + id, "en").body())
        .contains(
            "categories/douyin.yaml 0123456789ab: 服饰",
            "required-documents, version 3, rows Rule_Brand");
    assertThat(page("auditor", "/console/cases/" + id, "zh-CN").body())
        .contains("categories/douyin.yaml 0123456789ab：服饰");
  }

  @Test
  void showsARecordThatWasChangedAsBroken() {
    String id =
        SERVICE
            .database()
            .sql(
                "select id from case_index where type = 'STORE_APPLICATION' and id <> :other limit 1")
            .param("other", CASES.get("STORE_APPLICATION"))
            .query(String.class)
            .single();
    SERVICE
        .database()
        .sql(
            "alter table history_event disable trigger all;"
                + " update history_event set actor_id = 'nobody' where case_id = '"
                + id
                + "' and seq = 1; alter table history_event enable trigger all")
        .update();
    assertThat(page("auditor", "/console/cases/" + id, "en").body())
        .contains("The record is broken at event No. 1");
  }

  @Test
  void showsACaseWithTwoThousandEventsWithinItsTime() {
    String id = CASES.get("FILING");
    String path = "/console/cases/" + id;
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    int ofFew = statements(auditor, path);
    SERVICE
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              for (int i = 0; i < 2_000; i++) {
                SERVICE
                    .bean(History.class)
                    .append(
                        CaseEvent.noted(
                            new CaseId(id),
                            ActorRef.SYSTEM,
                            "AUDITOR_REMINDED",
                            Map.of("auditDueAt", "2026-12-01T16:00:00Z", "round", 1)));
              }
            });
    String page = auditor.get(path, "Accept-Language", "en").body();
    assertThat(sentences(page)).hasSize(TimelineSection.PART);
    assertThat(page).contains("/timeline?after=" + TimelineSection.PART, "whole=true");
    assertThat(sentences(page).getLast())
        .isEqualTo("The reviewers were reminded: the review is due by 2026-12-01 24:00.");
    String next =
        auditor
            .get(path + "/timeline?after=" + TimelineSection.PART, "Accept-Language", "en")
            .body();
    assertThat(next).contains("value=\"" + (TimelineSection.PART + 1) + "\"");
    assertThat(
            sentences(auditor.get(path + "/timeline?whole=true", "Accept-Language", "en").body()))
        .hasSizeGreaterThan(2_000);
    // However many there are: as many statements, but for those of the service's own looks
    // meanwhile, and no page as long as all of them.
    assertThat(statements(auditor, path)).isPositive().isLessThan(ofFew + OF_OTHERS);
    assertThat(page.length()).isLessThan(LONGEST_PAGE);
    // Besides what else the machine does: what one page costs is what the fastest of some takes.
    TestPlatform.await(
        "the page within its time", () -> timed(auditor, path).compareTo(LONGEST) < 0);
  }

  private static int statements(ConsoleVisitor auditor, String path) {
    auditor.get(path);
    return SERVICE.bean(RecordedStatements.class).during(() -> auditor.get(path)).size();
  }

  private static Duration timed(ConsoleVisitor auditor, String path) {
    long begun = System.nanoTime();
    assertThat(auditor.get(path).statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void append(String id, String action, Map<String, Object> details) {
    SERVICE
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                SERVICE
                    .bean(History.class)
                    .append(CaseEvent.noted(new CaseId(id), ActorRef.SYSTEM, action, details)));
  }
}
