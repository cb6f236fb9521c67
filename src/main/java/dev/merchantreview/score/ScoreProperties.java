package dev.merchantreview.score;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param from when on a day it is computed at the earliest, where the platform is
 * @param look how often is looked whether that is to be done
 * @param rehearsalAtMost how long the rehearsal of other terms may take
 */
@Validated
@ConfigurationProperties("merchant-review.scores")
record ScoreProperties(
    @NotNull LocalTime from,
    @NotNull Duration look,
    @NotNull @DefaultValue("60s") Duration rehearsalAtMost) {}
