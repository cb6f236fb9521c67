package dev.merchantreview.notice;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule notice as the platform publishes it. Days are those where the platform is.
 *
 * @param platforms those it is for
 * @param publishedOn the day it was published
 * @param publicUntil the last day it could be objected to; null where it was not put up for that
 * @param effectiveFrom the first day it counts
 * @param endsOn the last day it counts; null while no end is known
 * @param source where it is published: an address, or a reference of the document
 * @param tables the decision tables it touches
 * @param categories the categories it touches, as the platforms list them
 * @param programmes the programmes it touches, by their names
 * @param transition what becomes of those already in
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record RuleNoticeContent(
    @NotNull @Size(min = 1, max = 10) List<@NotNull Platform> platforms,
    @NotNull @Valid Title title,
    @NotNull LocalDate publishedOn,
    @Nullable LocalDate publicUntil,
    @NotNull LocalDate effectiveFrom,
    @Nullable LocalDate endsOn,
    @NotBlank @Schema(pattern = TypedText.VISIBLE) @Size(min = 1, max = 500) String source,
    @NotNull @Size(max = 20) List<@NotNull @Valid TouchedTable> tables,
    @NotNull @Size(max = 100) List<@NotNull @Size(min = 1, max = 40) String> categories,
    @NotNull @Size(max = 20)
        List<@NotNull @Pattern(regexp = "^[a-z][a-z0-9-]{1,39}$") String> programmes,
    @NotNull @Valid Transition transition) {

  /**
   * What a notice is called.
   *
   * @param zh in Chinese
   * @param en in English
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record Title(
      @NotBlank @Schema(pattern = TypedText.VISIBLE) @Size(min = 1, max = 120) String zh,
      @NotBlank @Schema(pattern = TypedText.VISIBLE) @Size(min = 1, max = 200) String en) {}

  /**
   * A decision table a notice touches.
   *
   * @param table its id
   * @param edition the edition that counts while the notice does, 1 for the one of the release;
   *     null where it brings none
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record TouchedTable(
      @NotNull @Pattern(regexp = "^[a-z][a-z0-9-]{1,59}$") String table,
      @Nullable @Min(1) @Max(9_999) Integer edition) {}

  /**
   * What becomes of those already in.
   *
   * @param days how long they have, in calendar days from the first day on; for PERIOD, and for
   *     REVIEW_AGAIN where reviewing begins after that period
   * @param reviewAgain how they are reviewed again; for REVIEW_AGAIN only. Null in notices from
   *     before that was asked for, which have nothing reviewed again by themselves
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record Transition(
      @NotNull Kind kind,
      @Nullable @Min(1) @Max(3_650) Integer days,
      @Nullable @Valid ReviewAgain reviewAgain) {

    /** What becomes of those already in. */
    public enum Kind {
      /** The notice is about what comes in from its first day on. */
      NOTHING,
      /** They have a period to adjust. */
      PERIOD,
      /** What was approved is reviewed again. */
      REVIEW_AGAIN
    }

    /** In which order products are named says nothing. */
    Transition ordered() {
      return new Transition(kind, days, reviewAgain == null ? null : reviewAgain.ordered());
    }
  }

  RuleNoticeContent with(List<TouchedTable> touched) {
    return new RuleNoticeContent(
        platforms,
        title,
        publishedOn,
        publicUntil,
        effectiveFrom,
        endsOn,
        source,
        touched,
        categories,
        programmes,
        transition);
  }

  /** Whether both say the same: in which order something is listed says nothing. */
  boolean says(RuleNoticeContent other) {
    return ordered().equals(other.ordered());
  }

  private RuleNoticeContent ordered() {
    return new RuleNoticeContent(
        platforms.stream().sorted().toList(),
        title,
        publishedOn,
        publicUntil,
        effectiveFrom,
        endsOn,
        source,
        tables.stream().sorted(Comparator.comparing(TouchedTable::table)).toList(),
        categories.stream().sorted().toList(),
        programmes.stream().sorted().toList(),
        transition.ordered());
  }

  /** Whether it counts on a day, unless it was withdrawn. */
  boolean isEffectiveOn(LocalDate day) {
    return !effectiveFrom.isAfter(day) && (endsOn == null || !endsOn.isBefore(day));
  }

  /** Whether there is a day on which both count. */
  boolean overlaps(RuleNoticeContent other) {
    return (endsOn == null || !endsOn.isBefore(other.effectiveFrom))
        && (other.endsOn == null || !other.endsOn.isBefore(effectiveFrom));
  }
}
