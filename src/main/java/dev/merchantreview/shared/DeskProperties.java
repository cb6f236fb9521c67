package dev.merchantreview.shared;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The reviewers' desk.
 *
 * @param language what forms, dossiers and the lines of task lists say first
 */
@Validated
@ConfigurationProperties("merchant-review.desk")
public record DeskProperties(@NotNull DeskLanguage language) {}
