package dev.merchantreview.review;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param groups who is in which candidate group of the diagrams, by the names people log in with
 * @param refusalsCounted for how long a refused verdict counts against who gave it
 */
@Validated
@ConfigurationProperties("merchant-review.reviewers")
record ReviewersProperties(
    @NotEmpty Map<String, @NotEmpty List<@NotBlank String>> groups,
    @NotNull Duration refusalsCounted) {}
