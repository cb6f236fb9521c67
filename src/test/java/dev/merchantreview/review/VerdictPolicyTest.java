package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.refund.RefundProblems;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.DeskProperties;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictPolicyTest {

  private static final ReviewedTask SECOND =
      new ReviewedTask(
          "Task_ReviewSecond", "finance", "Task_PrepareSecondReview", "Task_RecordSecondReview");
  private static final VerdictPolicy POLICY =
      new VerdictPolicy(
          new ConfiguredReviewerGroups(
              Map.of(
                  "store-auditors", List.of("auditor1", "auditor2"),
                  "finance", List.of("finance1", "finance2", "Zhang.San"))),
          new VerdictProperties(4, 2000, 500, 100),
          new DeskProperties(DeskLanguage.ZH));

  private static final VerdictPolicy.Subject SUBJECT =
      new VerdictPolicy.Subject(
          SECOND,
          List.of(
              VerdictPolicy.Exclusion.ownCase(Set.of("merchant")),
              new VerdictPolicy.Exclusion(
                  Set.of("finance1"),
                  new ProblemTable.Text("须由另一人完成", "Another person's"),
                  verdict -> true),
              new VerdictPolicy.Exclusion(
                  Set.of("Zhang.San"),
                  new ProblemTable.Text("不能作最终决定", "Not the last word"),
                  verdict -> verdict != Verdict.SENT_BACK)),
          Set.of(Verdict.values()),
          VerdictPolicy.Rejection.FOR_GOOD,
          new RefundProblems(new ConfigurationDirectory("classpath:/config/")),
          1);

  @ParameterizedTest
  @ValueSource(strings = {"finance2", "FINANCE2", " finance2 ", "ｆｉｎａｎｃｅ２", "Finance２"})
  void takesAMembersVerdictHoweverTheNameIsSpelt(String name) {
    assertThat(refusal(name, approval())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auditor1",
        "auditor2",
        "ceo-nobody",
        "finance9",
        "finance",
        "admin",
        "demo",
        "finance2\u0000",
        "finance2\u200B",
        "\u202E2ecnanif",
        "finance2,finance1"
      })
  void takesNoVerdictOfSomebodyOutsideTheGroup(String name) {
    Refusal refusal = refusal(name, approval()).orElseThrow();
    assertThat(refusal.rule()).isEqualTo(Refusal.Rule.GROUP);
    assertThat(refusal.reasons().getFirst().en()).contains("Not in the group finance");
  }

  @Test
  void takesNoVerdictOfNobody() {
    for (String name : new String[] {null, "", " ", "\u3000", "\u200B"}) {
      assertThat(refusal(name, approval()).orElseThrow().rule()).isEqualTo(Refusal.Rule.NOBODY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance1", "Finance1", "ＦＩＮＡＮＣＥ１", " finance1", "fin ance1"})
  void takesNoSecondVerdictOfOnePersonHoweverTheNameIsSpelt(String name) {
    for (String verdict : List.of("APPROVED", "SENT_BACK", "REJECTED")) {
      Refusal refusal = refusal(name, with("verdict", verdict)).orElseThrow();
      assertThat(refusal.rule()).isEqualTo(Refusal.Rule.PERSON);
      assertThat(refusal.reasons()).extracting(ProblemTable.Text::en).contains("Another person's");
    }
  }

  @Test
  void leavesEverythingButTheLastWordToWhoLetTheHolderIn() {
    assertThat(refusal("ZHANG.SAN", approval()).orElseThrow().rule())
        .isEqualTo(Refusal.Rule.PERSON);
    assertThat(refusal("zhang.san", sentBack(problem("note", "请补充")))).isEmpty();
  }

  @Test
  void saysEverythingThatSpeaksAgainstAPerson() {
    Refusal refusal = refusal("Merchant", approval()).orElseThrow();
    assertThat(refusal.rule()).isEqualTo(Refusal.Rule.GROUP);
    assertThat(refusal.words(review("Merchant", approval())))
        .startsWith("Merchant：不属于审核组 finance，其结论不计；不能审核自己提交的申请 · Merchant: ")
        .contains("Not in the group finance", "Nobody reviews a case they submitted");
  }

  @Test
  void namesThePersonInFullViewAndBriefly() {
    String name = "ceo\u202E" + "a".repeat(5000);
    assertThat(refusal(name, approval()).orElseThrow().words(review(name, approval())))
        .doesNotContain("\u202E")
        .contains("‹202E›")
        .hasSizeLessThan(400);
  }

  @Test
  void refusesTextsWithNoPlaceInARecord() {
    String[] hidden = {"看\u0000附件一", "看\u202E附件一", "看\u200B附件一", "a\u0007bcd", "a\uFFFDbcd"};
    for (String text : hidden) {
      assertFormRefused(sentBack(problem("note", text)), "no place in it: U+");
      assertFormRefused(rejected(text), "no place in it: U+");
    }
    assertThat(refusal("finance2", rejected("第一行\n第二行"))).isEmpty();
    assertFormRefused(sentBack(problem("note", "第一行\n第二行")), "U+000A");
  }

  @Test
  void takesWhatShowsNothingForNoReason() {
    for (String blank : List.of("", " ", "\u3000", "\u200B", "\u2800", "\u3164", "\u00A0\uFEFF")) {
      assertFormRefused(rejected(blank), "Rejecting needs a reason");
    }
    for (String words : List.of("x", "....", "。。。。。。", "不行", "a b c")) {
      assertFormRefused(rejected(words), "Rejecting needs a reason");
    }
    assertThat(refusal("finance2", rejected("账户存疑"))).isEmpty();
  }

  @Test
  void rejectsForGoodForOneReasonOfTheListOnly() {
    String[] codes = {null, "", " ", "ACCOUNT_WRONG", "PAPERS_MISSING", "not_entitled", "NONSENSE"};
    for (String code : codes) {
      Map<String, Object> sent = rejected("账户存疑，请核对");
      sent.put("rejectionCode", code);
      assertFormRefused(sent, "Rejecting needs one reason of the list");
    }
    Map<String, Object> several = rejected("账户存疑，请核对");
    several.remove("rejectionCode");
    several.put(
        "problems",
        List.of(Map.of("field", "", "code", "NOT_ENTITLED"), Map.of("field", "", "code", "OTHER")));
    assertFormRefused(several, "Rejecting needs one reason of the list");
    several.put("problems", List.of(problem("note", null)));
    assertFormRefused(several, "Rejecting needs one reason of the list");
  }

  /** What is on record, and what the merchant reads, is the reason and no problem of before. */
  @Test
  void keepsTheReasonOfARejection() {
    Map<String, Object> sent = rejected("账户存疑，请核对");
    sent.put("problems", List.of(problem("note", "请补充")));
    assertThat(refusal("finance2", sent)).isEmpty();
    assertThat(review("finance2", sent).problems())
        .containsExactly(new Problem("", "NOT_ENTITLED", null, Problem.Source.AUDITOR));
  }

  /** A reason for the whole case is none that can be mended. */
  @Test
  void sendsNothingBackForAReasonToReject() {
    assertFormRefused(
        sentBack(Map.of("field", "", "code", "NOT_ENTITLED")), "a code for that field");
    assertFormRefused(
        sentBack(Map.of("field", "/account", "code", "NOT_ENTITLED")), "a code for that field");
  }

  @Test
  void measuresTexts() {
    assertThat(refusal("finance2", rejected("长".repeat(2000)))).isEmpty();
    assertFormRefused(rejected("长".repeat(2001)), "at most 2000 characters");
    assertThat(refusal("finance2", sentBack(problem("note", "长".repeat(500))))).isEmpty();
    assertFormRefused(sentBack(problem("note", "长".repeat(501))), "at most 500 characters");
    assertFormRefused(rejected("长".repeat(3_000_000)), "at most 2000 characters");
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      many.add(problem("note", null));
    }
    assertFormRefused(new HashMap<>(Map.of("verdict", "SENT_BACK", "problems", many)), "At most");
  }

  /** Whatever a completion brings, it is judged, never an error. */
  @Test
  void judgesAnyTypes() {
    Object deep = "x";
    for (int i = 0; i < 900; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("note", deep);
    }
    Object[] values = {
      7,
      -1.5e300,
      true,
      List.of(),
      List.of(List.of(List.of())),
      Map.of(),
      Map.of("field", Map.of()),
      deep,
      "APPROVED ",
      "approved"
    };
    for (Object value : values) {
      assertThat(refusal("finance2", with("verdict", value))).as("verdict").isPresent();
      if (!(value instanceof String)) {
        Map<String, Object> withReason = approval();
        withReason.put("reason", value);
        assertThat(refusal("finance2", withReason)).as("reason " + value).isPresent();
        Map<String, Object> rejected = with("verdict", "REJECTED");
        rejected.put("rejectionReason", value);
        assertThat(refusal("finance2", rejected)).as("rejection").isPresent();
        Map<String, Object> coded = rejected("账户存疑，请核对");
        coded.put("rejectionCode", value);
        assertThat(refusal("finance2", coded)).as("rejection code").isPresent();
        assertThat(refusal("finance2", sentBack(problem("note", value)))).as("note").isPresent();
      }
      if (!List.of().equals(value)) {
        Map<String, Object> approved = approval();
        approved.put("problems", value);
        assertThat(refusal("finance2", approved)).as("problems").isPresent();
      }
      assertThat(refusal("finance2", sentBack(problem("field", value)))).as("field").isPresent();
      assertThat(refusal("finance2", sentBack(problem("code", value)))).as("code").isPresent();
      assertThat(refusal("finance2", sentBack(value))).as("row").isPresent();
    }
  }

  @Test
  void namesWhoCannotDecide() {
    List<Dossiers.Row> rows = POLICY.excluded(SUBJECT, List.of("auditor1", "finance2", "x\u202Ey"));
    // Who has joined the group since is asked again.
    assertThat(rows)
        .extracting(Dossiers.Row::name)
        .containsExactly("merchant", "finance1", "Zhang.San", "auditor1", "x‹202E›y");
    assertThat(rows.get(1).value()).isEqualTo("须由另一人完成");
    assertThat(rows.get(1).small()).isEqualTo("Another person's");
    assertThat(rows.get(3).value()).contains("不属于审核组 finance");
    assertThat(rows.get(3).small()).contains("Not in the group finance");
  }

  private static void assertFormRefused(Map<String, Object> sent, String words) {
    Refusal refusal = refusal("finance2", sent).orElseThrow();
    assertThat(refusal.rule()).isEqualTo(Refusal.Rule.FORM);
    assertThat(refusal.words(review("finance2", sent))).contains(words).startsWith("finance2：");
  }

  private static Optional<Refusal> refusal(@Nullable String name, Map<String, Object> sent) {
    return POLICY.refusal(SUBJECT, review(name, sent));
  }

  private static Review review(@Nullable String name, Map<String, Object> sent) {
    return ReviewForm.of(sent).review(1, Optional.ofNullable(name));
  }

  private static Map<String, Object> approval() {
    return with("verdict", "APPROVED");
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> sent = new HashMap<>();
    sent.put(key, value);
    return sent;
  }

  private static Map<String, Object> rejected(String reason) {
    Map<String, Object> sent = with("verdict", "REJECTED");
    sent.put("rejectionCode", "NOT_ENTITLED");
    sent.put("rejectionReason", reason);
    return sent;
  }

  private static Map<String, Object> sentBack(Object row) {
    Map<String, Object> sent = with("verdict", "SENT_BACK");
    sent.put("problems", List.of(row));
    return sent;
  }

  private static Map<String, Object> problem(String key, @Nullable Object value) {
    Map<String, Object> row = new HashMap<>(Map.of("field", "/account", "code", "OTHER"));
    row.put(key, value);
    return row;
  }

  @Test
  void keepsAProblemAsItWasChosen() {
    Review review = review("finance2", sentBack(problem("note", " 请补充 ")));
    assertThat(review.problems())
        .containsExactly(new Problem("/account", "OTHER", "请补充", Problem.Source.AUDITOR));
  }
}
