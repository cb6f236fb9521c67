package dev.merchantreview.score;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param from when on a day it is computed at the earliest, where the platform is
 * @param look how often is looked whether that is to be done
 * @param retention how long results of a day are kept that nothing was decided by
 * @param rehearsalAtMost how long the rehearsal of other terms may take
 */
@Validated
@ConfigurationProperties("merchant-review.scores")
record ScoreProperties(
    @NotNull LocalTime from,
    @NotNull Duration look,
    @NotNull @DurationMin(days = 30) Duration retention,
    @NotNull @DefaultValue("60s") Duration rehearsalAtMost) {}
