package dev.merchantreview.admission;

import dev.merchantreview.review.DeskText;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bpmn/rules/provider-eligibility.dmn} can find unmet, by the code its rows answer with
 * [K-sp]: where it stands in an application, and how its figure and the table's threshold are
 * written.
 */
public enum EligibilityCondition {
  /** Neither supply chain nor streamers. */
  NO_RESOURCES("/resources", Unit.NONE, null),
  /** Cannot train and run streamers. */
  NO_TRAINING("/trainsStreamers", Unit.NONE, null),
  /** No special VAT invoices for services. */
  NO_VAT_INVOICES("/specialVatInvoices", Unit.NONE, null),
  /** No general taxpayer. */
  NOT_GENERAL_TAXPAYER("/brand/generalTaxpayer", Unit.NONE, null),
  /** Registered capital below the threshold. */
  CAPITAL_TOO_LOW(
      "/brand/registeredCapitalFen", Unit.FEN, EligibilityFigures.REGISTERED_CAPITAL_FEN),
  /** Fewer people than the threshold. */
  TEAM_TOO_SMALL("/brand/teamSize", Unit.COUNT, EligibilityFigures.TEAM_SIZE),
  /** Fewer full years of e-commerce than the threshold. */
  ECOMMERCE_TOO_SHORT("/brand/ecommerceSince", Unit.COUNT, EligibilityFigures.ECOMMERCE_YEARS),
  /** No live-commerce team of its own. */
  NO_LIVE_TEAM("/brand/ownLiveTeam", Unit.NONE, null),
  /** Yearly turnover of the partner brands below the threshold. */
  TURNOVER_TOO_LOW("/brand/brandTurnoverFen", Unit.FEN, EligibilityFigures.BRAND_TURNOVER_FEN),
  /** Fewer partner brands than the threshold. */
  TOO_FEW_BRANDS("/brand/brands", Unit.COUNT, EligibilityFigures.BRANDS),
  /** A bad record. */
  BAD_RECORD("/brand/badRecord", Unit.NONE, null),
  /** A tie to staff of the platform. */
  STAFF_TIE("/brand/staffTie", Unit.NONE, null);

  private final String pointer;
  private final Unit unit;
  private final @Nullable String figure;

  EligibilityCondition(String pointer, Unit unit, @Nullable String figure) {
    this.pointer = pointer;
    this.unit = unit;
    this.figure = figure;
  }

  /** In what figure and threshold are told. */
  private enum Unit {
    /** It is met or not. */
    NONE,
    /** Money. */
    FEN,
    /** Persons, years, brands. */
    COUNT
  }

  /** The condition a row of the table names; empty when there is none. */
  static Optional<EligibilityCondition> ofCode(String code) {
    return Arrays.stream(values()).filter(one -> one.name().equals(code)).findFirst();
  }

  /** All codes, for a text. */
  static String codes() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining("、"));
  }

  /** Where it stands in an application. */
  public String pointer() {
    return pointer;
  }

  /** A threshold as people write it, money in yuan; empty where there is none. */
  public String written(long threshold) {
    return switch (unit) {
      case NONE -> "";
      case FEN -> DeskText.amount(threshold);
      case COUNT -> Long.toString(threshold);
    };
  }

  /** The figure that is too low, and the threshold; null where it is met or not. */
  @Nullable String compared(EligibilityFigures figures, long threshold) {
    return figure == null
        ? null
        : written(figures.number(figure))
            + " < "
            + (unit == Unit.FEN ? DeskText.yuan(threshold) : written(threshold));
  }
}
