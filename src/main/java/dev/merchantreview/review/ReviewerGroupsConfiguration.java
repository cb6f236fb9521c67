package dev.merchantreview.review;

import dev.merchantreview.engine.GroupDirectory;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/** Where it is said who may give which verdict. */
@Configuration(proxyBeanMethods = false)
class ReviewerGroupsConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ReviewerGroupsConfiguration.class);
  private static final String SOURCE = "merchant-review.reviewers.source";

  @Bean
  @ConditionalOnProperty(name = SOURCE, havingValue = "configuration", matchIfMissing = true)
  ReviewerGroups configured(ReviewersProperties properties) {
    return new ConfiguredReviewerGroups(Objects.requireNonNull(properties.groups()));
  }

  @Bean
  @ConditionalOnProperty(name = SOURCE, havingValue = "cluster")
  ReviewerGroups ofTheCluster(
      ReviewersProperties properties, GroupDirectory directory, TaskScheduler timer, Clock clock) {
    if (properties.hasGroups()) {
      log.warn("The cluster says who reviews: merchant-review.reviewers.groups is not read");
    }
    ClusterReviewerGroups groups =
        new ClusterReviewerGroups(directory, properties.longestAge(), clock);
    timer.scheduleWithFixedDelay(groups::read, properties.refresh());
    return groups;
  }
}
