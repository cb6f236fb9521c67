package dev.merchantreview.figure.web;

import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Figures as they are sent. */
final class FigureRequests {

  /** As many come in one call. */
  static final int MOST = 1_000;

  private static final String NAME = "^[a-z][a-z0-9-]{1,39}$";
  private static final String PLATFORM_ID = "^[A-Za-z0-9._-]{1,64}$";

  private FigureRequests() {}

  /**
   * A figure.
   *
   * @param name one of those {@code GET /figure-names} lists
   * @param value a share as 0.8, never as 80
   * @param unit the one its name has: it says that both mean the same
   * @param asOf the day it is of, where the platform is; today or earlier
   * @param windowDays over how many days it was counted; 0 for what was so on its day
   * @param source the system that counted it: when it tells the same figure of the same day again,
   *     it corrects itself
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record FigureRequest(
      @NotNull @Pattern(regexp = NAME) String name,
      @NotNull BigDecimal value,
      @NotNull FigureUnit unit,
      @NotNull LocalDate asOf,
      @NotNull @Min(0) @Max(3_660) Integer windowDays,
      @NotNull @Pattern(regexp = PLATFORM_ID) String source) {}

  /**
   * Figures of one subject.
   *
   * @param figures none twice
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record FigureList(
      @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid FigureRequest> figures) {}

  /**
   * A figure of a subject.
   *
   * @param subjectId the store's or provider's id, or the platform's id of the merchant or streamer
   * @param name one of those {@code GET /figure-names} lists
   * @param value a share as 0.8, never as 80
   * @param unit the one its name has: it says that both mean the same
   * @param asOf the day it is of, where the platform is; today or earlier
   * @param windowDays over how many days it was counted; 0 for what was so on its day
   * @param source the system that counted it: when it tells the same figure of the same day again,
   *     it corrects itself
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record SubjectFigureRequest(
      @NotNull SubjectKind subjectKind,
      @NotNull @Pattern(regexp = PLATFORM_ID) String subjectId,
      @NotNull @Pattern(regexp = NAME) String name,
      @NotNull BigDecimal value,
      @NotNull FigureUnit unit,
      @NotNull LocalDate asOf,
      @NotNull @Min(0) @Max(3_660) Integer windowDays,
      @NotNull @Pattern(regexp = PLATFORM_ID) String source) {}

  /**
   * Figures of many subjects.
   *
   * @param figures none twice
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record FigureBatch(
      @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid SubjectFigureRequest> figures) {}
}
