package dev.merchantreview.programme;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How members are checked.
 *
 * @param from when on a day they are checked at the earliest, where the platform is
 * @param look how often is looked whether a check is due
 * @param portion how many are checked together, 1 to 2,000
 */
@Validated
@ConfigurationProperties("merchant-review.programmes")
record ProgrammeProperties(
    @NotNull LocalTime from, @NotNull Duration look, @Min(1) @Max(2_000) int portion) {}
