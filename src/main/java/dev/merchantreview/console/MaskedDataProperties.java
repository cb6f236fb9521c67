package dev.merchantreview.console;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How pages show what is masked.
 *
 * @param maskedAgain after what time it is hidden again by itself
 */
@Validated
@ConfigurationProperties("merchant-review.console")
record MaskedDataProperties(
    @NotNull @DurationMin(seconds = 5) @DurationMax(minutes = 10) Duration maskedAgain) {}
