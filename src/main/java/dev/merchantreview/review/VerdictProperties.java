package dev.merchantreview.review;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What a verdict may bring.
 *
 * @param shortestRejection letters, ideographs and digits a refusal has to be explained with
 * @param longestReason characters of the text for the whole case
 * @param longestNote characters of the text for one problem
 * @param mostProblems how many problems one verdict can name
 */
@Validated
@ConfigurationProperties("merchant-review.verdicts")
record VerdictProperties(
    @Min(1) int shortestRejection,
    @Min(1) int longestReason,
    @Min(1) int longestNote,
    @Min(1) int mostProblems) {}
