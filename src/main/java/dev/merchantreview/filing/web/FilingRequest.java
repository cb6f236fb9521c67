package dev.merchantreview.filing.web;

import dev.merchantreview.filing.Declarations;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products to be filed.
 *
 * @param streamerId the designated streamer: who sells, in a PK the one on the other side
 * @param sellerId in a PK, who sells; needed when the owner has several streamers, or none
 * @param liveAt when the live begins; needed in a PK
 * @param luckyDraw whether the products are given away by the lucky-draw tool
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record FilingRequest(
    @NotNull Scenario scenario,
    @NotNull @Size(min = 1, max = 200)
        List<@NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String> productIds,
    @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String streamerId,
    @Nullable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String sellerId,
    @Nullable OffsetDateTime liveAt,
    @Nullable @Schema(format = ApiRequest.MULTI_LINE) @Size(max = 500) String reason,
    @Nullable Boolean luckyDraw) {

  Declarations.Request declaration() {
    return new Declarations.Request(
        scenario,
        productIds,
        streamerId,
        sellerId,
        liveAt == null ? null : liveAt.toInstant(),
        reason,
        Boolean.TRUE.equals(luckyDraw));
  }
}
