package dev.merchantreview.review;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param source where it is said who is in which group
 * @param groups who is in which candidate group of the diagrams, by the names people log in with;
 *     not read with the cluster as the source
 * @param refresh how often the cluster's groups are read
 * @param longestAge how long groups count that were read before the cluster stopped to answer
 * @param refusalsCounted for how long a refused verdict counts against who gave it
 */
@Validated
@ConfigurationProperties("merchant-review.reviewers")
record ReviewersProperties(
    @DefaultValue("CONFIGURATION") Source source,
    @Nullable Map<String, @NotEmpty List<@NotBlank String>> groups,
    @NotNull Duration refresh,
    @NotNull Duration longestAge,
    @NotNull Duration refusalsCounted) {

  /** Where it is said who is in which group. */
  enum Source {
    /** {@code merchant-review.reviewers.groups}. */
    CONFIGURATION,
    /** The identity management of the cluster, 8.8 and later. */
    CLUSTER
  }

  @AssertTrue(message = "groups are needed with the source CONFIGURATION")
  boolean isSaidSomewhere() {
    return source == Source.CLUSTER || hasGroups();
  }

  boolean hasGroups() {
    return groups != null && !groups.isEmpty();
  }
}
