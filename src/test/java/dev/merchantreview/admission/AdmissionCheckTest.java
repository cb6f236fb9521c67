package dev.merchantreview.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine finds in an application, and which of it goes straight back. */
class AdmissionCheckTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  /** Civil Code, article 202: where the month lacks the date, its last day. */
  @ParameterizedTest
  @CsvSource({
    "2025-03-02, 2026-03-02, 1",
    "2025-03-03, 2026-03-02, 0",
    "2024-02-29, 2025-02-27, 0",
    "2024-02-29, 2025-02-28, 1",
    "2024-02-29, 2028-02-28, 3",
    "2024-02-29, 2028-02-29, 4",
    "2026-03-02, 2026-03-02, 0",
    "2027-03-02, 2026-03-02, -1",
    "0001-01-01, 2026-03-02, 2025"
  })
  void countsAYearToItsDay(LocalDate since, LocalDate today, int years) {
    assertThat(EligibilityFigures.fullYears(since, today)).isEqualTo(years);
  }

  @ParameterizedTest
  @CsvSource({
    "91330100799655058B, [] []",
    "913301007996550580, [CHECK_CHARACTER] []",
    "91000000799655058B, [LICENCE_STRUCTURE] []",
    "330106000012345, [] [LICENCE_OLD_REGISTRATION]",
    "91350100M000100Y43, [] []",
    "91350100M000100Y44, [] [LICENCE_TRIAL_CODE]",
    "92330106MA27XF5U1H, [CHECK_CHARACTER] []"
  })
  void takesAnOldNumberForAFindingAndAWrongOneForAnError(String number, String found) {
    RuleResult result = AdmissionCheck.LICENCE_NUMBER.apply(facts(number, List.of(), List.of()));
    assertThat(codes(result.problems()) + " " + codes(result.findings())).isEqualTo(found);
  }

  @Test
  void tellsWhatIsUnmetWithItsFigureAndThreshold() {
    RuleResult result =
        AdmissionCheck.ELIGIBILITY.apply(
            facts(
                "91330100799655058B",
                List.of(),
                List.of(
                    new EligibilityRule.Unmet(EligibilityCondition.CAPITAL_TOO_LOW, 50_000_000),
                    new EligibilityRule.Unmet(EligibilityCondition.TOO_FEW_BRANDS, 2),
                    new EligibilityRule.Unmet(EligibilityCondition.STAFF_TIE, 0))));
    assertThat(result.problems()).isEmpty();
    assertThat(result.findings())
        .extracting(Problem::pointer, Problem::code, Problem::note)
        .containsExactly(
            tuple(
                "/brand/registeredCapitalFen", "CAPITAL_TOO_LOW", "499999.99 < 500000.00 元 · yuan"),
            tuple("/brand/brands", "TOO_FEW_BRANDS", "1 < 2"),
            tuple("/brand/staffTie", "STAFF_TIE", null));
  }

  @Test
  void sendsBackWhatLacksAPaperOrHasOneThatRanOut() {
    DocumentReference licence =
        new DocumentReference(
            DocumentKind.BUSINESS_LICENCE, "dc_0000000000000000", TODAY.minusDays(1));
    AdmissionCheck.Facts facts = facts("91330100799655058B", List.of(licence), List.of());
    assertThat(codes(AdmissionCheck.PAPERS_COMPLETE.apply(facts).problems()))
        .isEqualTo("[PAPERS_MISSING]");
    assertThat(AdmissionCheck.PAPERS_VALID.apply(facts).problems())
        .extracting(Problem::pointer, Problem::code, Problem::note)
        .containsExactly(tuple("/documents/0", "PAPERS_EXPIRED", "2026-03-01"));
  }

  private static String codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList().toString();
  }

  private static AdmissionCheck.Facts facts(
      String number, List<DocumentReference> documents, List<EligibilityRule.Unmet> unmet) {
    AdmissionContent content =
        new AdmissionContent(
            "云桥服务有限公司",
            number,
            "",
            Set.of(),
            true,
            true,
            new AdmissionContent.BrandFigures(
                true, 49_999_999, 50, TODAY.minusYears(1), true, 5_000_000_000L, 1, false, true),
            documents);
    Map<String, Object> evidence = Map.of("decision", "provider-eligibility", "version", 1);
    return new AdmissionCheck.Facts(
        content,
        new DocumentRule.Requirement(
            List.of(List.of("BUSINESS_LICENCE"), List.of("TAXPAYER_PROOF", "BRAND_COOPERATION")),
            evidence),
        new EligibilityRule.Answer(
            EligibilityFigures.of(Platform.KUAISHOU, ServiceProvider.Kind.BRAND, content, TODAY),
            unmet,
            evidence),
        null,
        TODAY);
  }
}
