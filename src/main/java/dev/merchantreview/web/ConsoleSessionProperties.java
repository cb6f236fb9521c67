package dev.merchantreview.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long people of the console stay logged in.
 *
 * @param longest at most, however much they do: so long a role counts that was taken away
 */
@Validated
@ConfigurationProperties("merchant-review.console.session")
record ConsoleSessionProperties(
    @NotNull @DurationMin(minutes = 1) @DurationMax(days = 30) Duration longest) {}
