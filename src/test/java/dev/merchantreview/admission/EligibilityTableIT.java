package dev.merchantreview.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.admission.AdmissionContent.BrandFigures;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.TableAnswers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** [K-sp] What a provider of each kind has to be, as the table itself answers it. */
class EligibilityTableIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private static Map<String, Object> met() {
    return new HashMap<>(
        EligibilityFigures.of(
                Platform.KUAISHOU,
                ServiceProvider.Kind.BRAND,
                content(
                    new BrandFigures(
                        true,
                        50_000_000,
                        50,
                        LocalDate.of(2025, 3, 2),
                        true,
                        5_000_000_000L,
                        2,
                        false,
                        false)),
                TODAY)
            .told());
  }

  private static AdmissionContent content(BrandFigures brand) {
    return new AdmissionContent(
        "云桥服务有限公司",
        "91330100799655058B",
        "",
        Set.of(AdmissionContent.Resource.STREAMERS),
        true,
        true,
        brand,
        List.of());
  }

  private static Set<String> unmet(Map<String, Object> told) {
    Set<String> codes = new TreeSet<>();
    for (JsonNode said : TableAnswers.get().ask("provider-eligibility", told).path("output")) {
      assertThat(EligibilityRule.isUnmet(said)).as(said.toString()).isTrue();
      codes.add(said.path("unmet").asString());
    }
    return codes;
  }

  @Test
  void findsNothingUnmetJustAtEveryThreshold() {
    assertThat(unmet(met())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "resources, false, NO_RESOURCES",
    "trainsStreamers, false, NO_TRAINING",
    "specialVatInvoices, false, NO_VAT_INVOICES",
    "generalTaxpayer, false, NOT_GENERAL_TAXPAYER",
    "registeredCapitalFen, 49999999, CAPITAL_TOO_LOW",
    "registeredCapitalFen, 0, CAPITAL_TOO_LOW",
    "teamSize, 49, TEAM_TOO_SMALL",
    "ecommerceYears, 0, ECOMMERCE_TOO_SHORT",
    "ecommerceYears, -1, ECOMMERCE_TOO_SHORT",
    "ownLiveTeam, false, NO_LIVE_TEAM",
    "brandTurnoverFen, 4999999999, TURNOVER_TOO_LOW",
    "brands, 1, TOO_FEW_BRANDS",
    "badRecord, true, BAD_RECORD",
    "staffTie, true, STAFF_TIE"
  })
  void namesEachConditionAlone(String input, String value, String code) {
    Map<String, Object> told = met();
    told.put(
        input, value.matches("-?[0-9]+") ? (Object) Long.valueOf(value) : Boolean.valueOf(value));
    assertThat(unmet(told)).containsExactly(code);
  }

  /** An applicant that meets nothing learns of everything at once: that is what is asked for. */
  @ParameterizedTest
  @EnumSource(ServiceProvider.Kind.class)
  void asksBrandProvidersForNineConditionsMore(ServiceProvider.Kind kind) {
    Set<String> all = unmet(EligibilityFigures.ofNobody(Platform.KUAISHOU, kind).told());
    assertThat(all)
        .contains("NO_RESOURCES", "NO_TRAINING", "NO_VAT_INVOICES")
        .hasSize(kind == ServiceProvider.Kind.BRAND ? 12 : 3);
  }

  @Test
  void tellsTheThresholdOfEachFigure() {
    Map<String, Long> thresholds = new HashMap<>();
    TableAnswers.get()
        .ask(
            "provider-eligibility",
            EligibilityFigures.ofNobody(Platform.DOUYIN, ServiceProvider.Kind.BRAND).told())
        .path("output")
        .forEach(
            said -> thresholds.put(said.path("unmet").asString(), said.path("threshold").asLong()));
    assertThat(thresholds)
        .containsEntry("CAPITAL_TOO_LOW", 50_000_000L)
        .containsEntry("TEAM_TOO_SMALL", 50L)
        .containsEntry("ECOMMERCE_TOO_SHORT", 1L)
        .containsEntry("TURNOVER_TOO_LOW", 5_000_000_000L)
        .containsEntry("TOO_FEW_BRANDS", 2L)
        .containsEntry("STAFF_TIE", 0L);
  }

  @Test
  void asksEveryKindForItsLicenceAndBrandProvidersForTwoMore() {
    for (ServiceProvider.Kind kind : ServiceProvider.Kind.values()) {
      JsonNode papers =
          TableAnswers.get()
              .ask("provider-documents", Map.of("platform", "KUAISHOU", "kind", kind.name()))
              .path("output");
      assertThat(papers).hasSize(kind == ServiceProvider.Kind.BRAND ? 3 : 1);
      assertThat(papers.at("/0/0").asString()).isEqualTo("BUSINESS_LICENCE");
    }
  }
}
