package dev.merchantreview.admission;

import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code bpmn/rules/provider-eligibility.dmn} is told. Of kinds that tell no brand figures
 * those are 0 and false: the rows of brand providers are not theirs.
 *
 * @param told by the table's names
 */
record EligibilityFigures(Map<String, Object> told) {

  static final String REGISTERED_CAPITAL_FEN = "registeredCapitalFen";
  static final String TEAM_SIZE = "teamSize";
  static final String ECOMMERCE_YEARS = "ecommerceYears";
  static final String BRAND_TURNOVER_FEN = "brandTurnoverFen";
  static final String BRANDS = "brands";

  /** The names of everything the table is told. */
  static final Set<String> INPUTS =
      Set.of(
          "platform",
          "kind",
          "resources",
          "trainsStreamers",
          "specialVatInvoices",
          "generalTaxpayer",
          REGISTERED_CAPITAL_FEN,
          TEAM_SIZE,
          ECOMMERCE_YEARS,
          "ownLiveTeam",
          BRAND_TURNOVER_FEN,
          BRANDS,
          "badRecord",
          "staffTie");

  /**
   * Of an application.
   *
   * @param today the day it is judged on
   */
  static EligibilityFigures of(
      Platform platform, ServiceProvider.Kind kind, AdmissionContent content, LocalDate today) {
    Map<String, Object> told = general(platform, kind);
    told.put("resources", !content.resources().isEmpty());
    told.put("trainsStreamers", content.trainsStreamers());
    told.put("specialVatInvoices", content.specialVatInvoices());
    AdmissionContent.BrandFigures brand = content.brand();
    if (brand == null) {
      none(told, false);
    } else {
      told.put("generalTaxpayer", brand.generalTaxpayer());
      told.put(REGISTERED_CAPITAL_FEN, brand.registeredCapitalFen());
      told.put(TEAM_SIZE, brand.teamSize());
      told.put(ECOMMERCE_YEARS, fullYears(brand.ecommerceSince(), today));
      told.put("ownLiveTeam", brand.ownLiveTeam());
      told.put(BRAND_TURNOVER_FEN, brand.brandTurnoverFen());
      told.put(BRANDS, brand.brands());
      told.put("badRecord", brand.badRecord());
      told.put("staffTie", brand.staffTie());
    }
    return new EligibilityFigures(Collections.unmodifiableMap(told));
  }

  /** Of somebody who meets nothing: what the table finds unmet is everything it asks for. */
  static EligibilityFigures ofNobody(Platform platform, ServiceProvider.Kind kind) {
    Map<String, Object> told = general(platform, kind);
    told.put("resources", false);
    told.put("trainsStreamers", false);
    told.put("specialVatInvoices", false);
    none(told, true);
    return new EligibilityFigures(Collections.unmodifiableMap(told));
  }

  private static Map<String, Object> general(Platform platform, ServiceProvider.Kind kind) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("platform", platform.name());
    told.put("kind", kind.name());
    return told;
  }

  private static void none(Map<String, Object> told, boolean badly) {
    told.put("generalTaxpayer", false);
    told.put(REGISTERED_CAPITAL_FEN, 0L);
    told.put(TEAM_SIZE, 0);
    told.put(ECOMMERCE_YEARS, 0);
    told.put("ownLiveTeam", false);
    told.put(BRAND_TURNOVER_FEN, 0L);
    told.put(BRANDS, 0);
    told.put("badRecord", badly);
    told.put("staffTie", badly);
  }

  /**
   * How many full years lie between two days. A year ends on the day of the same date; where that
   * month lacks the date, on its last day (Civil Code, article 202): one begun on 29 February 2024
   * is full on 28 February 2025.
   *
   * @return below 0 when {@code since} lies ahead by a year or more
   */
  static int fullYears(LocalDate since, LocalDate today) {
    int years = today.getYear() - since.getYear();
    return since.plusYears(years).isAfter(today) ? years - 1 : years;
  }

  /**
   * @param name one of the names of figures
   */
  long number(String name) {
    return ((Number) Objects.requireNonNull(told.get(name), name)).longValue();
  }
}
