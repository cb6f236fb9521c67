package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.rules.TableUse;
import dev.merchantreview.rules.TableUses;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.streamer.PkReason;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.MessageSource;

/** What an edition would do wrong on its day is said when it is handed in. */
class EditionCheckIT {

  private static final String DEPOSIT = "store-deposit";
  private static final String DOCUMENTS = "required-documents";

  private final ServiceAlone service = ServiceAlone.get();
  private final EditionCheck check = service.bean(EditionCheck.class);
  private final DecisionTables tables = service.bean(DecisionTables.class);

  private String released(String table) {
    return tables.released(table).orElseThrow();
  }

  private List<String> wrong(String table, String dmn) {
    return check.check(table, dmn, "").stream().map(EditionCheckIT::said).toList();
  }

  /** The code with the row it is about. */
  private static String said(FieldError error) {
    return error.code().startsWith("EDITION_ROW_")
        ? error.code() + " " + error.arguments().getFirst()
        : error.code();
  }

  @Test
  void takesWhatTheReleaseHasAndKnowsTheUseOfEachTable() {
    for (String table : tables.ids()) {
      assertThat(check.check(table, released(table), "")).as(table).isEmpty();
    }
    assertThat(
            Stream.concat(
                    service.beans(TableUse.class).stream(),
                    service.beans(TableUses.class).stream().flatMap(one -> one.uses().stream()))
                .map(TableUse::table))
        .containsExactlyInAnyOrderElementsOf(tables.ids());
  }

  @Test
  void namesEachRowWhosePapersNobodyKnows() {
    assertThat(
            wrong(
                DOCUMENTS,
                released(DOCUMENTS)
                    .replace("[\"IDENTITY_CARD\"]", "[\"IDENTITY_CRAD\"]")
                    .replace("[\"BUSINESS_LICENCE\"]", "\"BUSINESS_LICENCE\"")
                    .replace("[\"TRADEMARK_CERTIFICATE\",\"BRAND_AUTHORISATION\"]", "[]")))
        .containsExactly("EDITION_ROW_KINDS 1", "EDITION_ROW_KINDS 7", "EDITION_ROW_KINDS 11");
    assertThat(
            wrong("refund-documents", released("refund-documents").replace("REFUND_REQUEST", "X")))
        .containsExactly("EDITION_ROW_KINDS 1");
  }

  @ParameterizedTest
  @CsvSource({
    "-5",
    "0.001",
    "'\"2000\"'",
    "true",
    "null",
    "[2000]",
    "'date(\"2026-12-01\")'",
    "1/0",
  })
  void namesARowThatSaysNoAmount(String said) {
    assertThat(wrong(DEPOSIT, once(DEPOSIT, "<text>2000</text>", "<text>" + said + "</text>")))
        .containsExactly("EDITION_ROW_AMOUNT 1");
  }

  private String once(String table, String text, String by) {
    String released = released(table);
    assertThat(released).contains(text);
    return released.replaceFirst(Pattern.quote(text), by.replace("\\", "\\\\").replace("$", "\\$"));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.5", "2000 + 500", "'max([100, 200])'"})
  void takesEveryAmount(String said) {
    assertThat(wrong(DEPOSIT, once(DEPOSIT, "<text>2000</text>", "<text>" + said + "</text>")))
        .isEmpty();
  }

  @Test
  void namesReasonsThereAreNoWordsFor() {
    assertThat(
            wrong(
                "pk-threshold",
                released("pk-threshold")
                    .replace("\"LEVEL_TOO_LOW\"", "\"LEVEL_LOW\"")
                    .replace("\"FOLLOWERS_TOO_FEW\"", "5")))
        .containsExactly("EDITION_ROW_REASON 1", "EDITION_ROW_REASON 2", "EDITION_ROW_REASON 3");
    // A lucky draw is refused for its rating, whatever the row says.
    assertThat(
            wrong(
                "lucky-draw",
                released("lucky-draw").replace("RATING_TOO_LOW", "FOLLOWERS_TOO_FEW")))
        .containsExactly("EDITION_ROW_REASON 1");
    assertThat(
            wrong(
                "refund-second-review",
                once("refund-second-review", "<text>true</text>", "<text>\"yes\"</text>")))
        .containsExactly("EDITION_ROW_YES_OR_NO 1");
    MessageSource messages = service.bean(MessageSource.class);
    for (PkReason reason : PkReason.values()) {
      for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        assertThat(messages.getMessage("permit.PK_" + reason, null, language)).isNotBlank();
      }
    }
  }

  /** FEEL takes them for null: such a row would never match, and nobody would know. */
  @Test
  void namesWhatIsMisspeltInARow() {
    assertThat(wrong(DEPOSIT, once(DEPOSIT, "list contains(?, ", "list contain(?, ")))
        .containsExactly("EDITION_ROW_UNKNOWN_NAMES 1");
    assertThat(wrong(DEPOSIT, once(DEPOSIT, "<text>\"DOUYIN\"</text>", "<text>DOUYIN</text>")))
        .containsExactly("EDITION_ROW_UNKNOWN_NAMES 1");
    assertThat(
            wrong(
                DEPOSIT,
                once(DEPOSIT, "<text>2000</text>", "<text>if storeTyp = 1 then 1 else 2</text>")))
        .containsExactly("EDITION_ROW_UNKNOWN_NAMES 1");
    assertThat(
            wrong(
                DEPOSIT,
                once(DEPOSIT, "some c in ? satisfies not(", "some c in ? satisfies d and not(")))
        .containsExactly("EDITION_ROW_UNKNOWN_NAMES 4");
    // What an expression names itself is known in it.
    assertThat(
            wrong(
                DEPOSIT,
                once(
                    DEPOSIT,
                    "<text>some c in ? satisfies not(list contains([\"服饰\",\"珠宝文玩\",\"母婴\"], c))",
                    "<text>count(categories[item = platform]) = 0 and (some c in ? satisfies c != \"服饰\")")))
        .isEmpty();
    assertThat(wrong(DEPOSIT, once(DEPOSIT, "<text>list contains(?, ", "<text>list contains((?, ")))
        .containsExactly("EDITION_ROW_UNREADABLE 1");
  }

  @Test
  void namesARowWhoseAnswerFollowsFromTheCase() {
    assertThat(
            wrong(
                DEPOSIT,
                once(
                    DEPOSIT,
                    "<text>2000</text>",
                    "<text>if storeType = \"X\" then \"a\" else 2</text>")))
        .containsExactly("EDITION_ROW_SAYS_NO_VALUE 1");
  }

  @Test
  void takesColumnsThatAskForWhatIsTold() {
    String column = "if depositClasses = null then categories else depositClasses";
    assertThat(wrong(DEPOSIT, once(DEPOSIT, column, "depositClasses"))).isEmpty();
    assertThat(wrong(DEPOSIT, once(DEPOSIT, column, "depositClass")))
        .containsExactly("EDITION_COLUMN_UNKNOWN_NAMES", "EDITION_LACKS_COLUMN");
    // Followers are told, too, though the released table does not ask.
    assertThat(
            wrong(
                "lucky-draw",
                released("lucky-draw")
                    .replace("<text>experienceRating<", "<text>experienceRating + followers * 0<")))
        .isEmpty();
    assertThat(
            wrong(
                "pk-threshold",
                once("pk-threshold", "<text>followers</text>", "<text>merchantLevel</text>")))
        .containsExactly("EDITION_LACKS_COLUMN");
  }

  @Test
  void namesStoresWithoutARow() {
    String row =
        Pattern.compile("<rule id=\"Rule_Douyin_Individual_Clothing\">.*?</rule>", Pattern.DOTALL)
            .matcher(released(DEPOSIT))
            .replaceFirst("");
    List<FieldError> errors = check.check(DEPOSIT, row, "");
    assertThat(errors.stream().map(FieldError::code)).containsExactly("EDITION_WITHOUT_ROW");
    assertThat(errors.getFirst().arguments().toString()).contains("DOUYIN INDIVIDUAL_BUSINESS 服饰");
  }

  @Test
  void isSaidInTheCallersLanguage() {
    String dmn = released(DOCUMENTS).replace("\"IDENTITY_CARD\"", "\"IDENTITY_CRAD\"");
    assertThat(refused(dmn, "en"))
        .contains(
            "row 1 (Rule_IdentityCard) answers [\"IDENTITY_CRAD\"]", "there are: BUSINESS_LICENCE");
    assertThat(refused(dmn, "zh-CN")).contains("第 1 行（Rule_IdentityCard）的结果 [\"IDENTITY_CRAD\"]");
  }

  private String refused(String dmn, String language) {
    ApiClient admin = service.api("admin");
    ApiClient.Answer answer =
        admin.send(
            admin
                .request("/api/v1/decision-tables/required-documents/editions/9701")
                .setHeader("Accept-Language", language)
                .setHeader("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(ApiClient.bytes(Map.of("dmn", dmn)))));
    assertThat(answer.status()).isEqualTo(422);
    return answer.body().at("/errors/0/message").asString();
  }
}
