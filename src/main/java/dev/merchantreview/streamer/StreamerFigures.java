package dev.merchantreview.streamer;

import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the platform says of a streamer.
 *
 * @param merchantId the merchant the streamer sells for; null for a streamer who is a merchant of
 *     its own, under the streamer's id
 * @param designated whether what the streamer sells live has to be filed
 * @param merchantLevel 0 to 100
 * @param experienceRating 3 to 5 [K-score]
 * @param merchantLevelOn the day the level is from; null means today
 * @param experienceRatingOn the day the rating is from; null means today
 * @param followersOn the day the followers were counted; null means today
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record StreamerFigures(
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 60) String nickname,
    @Nullable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
    @NotNull Boolean designated,
    @NotNull @Min(0) @Max(100) Integer merchantLevel,
    @NotNull @DecimalMin("3") @DecimalMax("5") BigDecimal experienceRating,
    @NotNull @Min(0) @Max(10_000_000_000L) Long followers,
    @Nullable LocalDate merchantLevelOn,
    @Nullable LocalDate experienceRatingOn,
    @Nullable LocalDate followersOn) {}
