package dev.merchantreview.score;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has one instance compute the scores of each day, once it is late enough. */
@Component
class ScoreJob {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreJob.class);

  private final ScoreDefinitions definitions;
  private final ScoreComputation computation;
  private final ScoreProperties properties;
  private final OneInstance oneInstance;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final MeterRegistry meters;

  /** What is done for good is not asked for again until the next day. */
  private final Map<String, LocalDate> done = new HashMap<>();

  ScoreJob(
      ScoreDefinitions definitions,
      ScoreComputation computation,
      ScoreProperties properties,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock,
      MeterRegistry meters) {
    this.definitions = definitions;
    this.computation = computation;
    this.properties = properties;
    this.oneInstance = oneInstance;
    this.calendar = calendar;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.scores.look}",
      fixedDelayString = "${merchant-review.scores.look}")
  void look() {
    ZonedDateTime now = clock.instant().atZone(calendar.zone());
    if (!now.toLocalTime().isBefore(properties.from())
        && definitions.all().stream()
            .anyMatch(one -> !now.toLocalDate().equals(done.get(one.name())))) {
      oneInstance.ifFree(SharedJob.SCORES, () -> compute(now.toLocalDate()));
    }
  }

  private void compute(LocalDate day) {
    for (ScoreDefinition definition : definitions.all()) {
      Timer.Sample time = Timer.start(meters);
      try {
        computation
            .run(definition, day)
            .ifPresent(
                computed -> {
                  long nanos =
                      time.stop(
                          Timer.builder("merchantreview.scores.computed")
                              .description("How long computing a score of all subjects took")
                              .tag("score", definition.name())
                              .register(meters));
                  LOG.info(
                      "{} of {}: {} subjects, {} with a score, in {} ms",
                      definition.name(),
                      day,
                      computed.subjects(),
                      computed.scored(),
                      nanos / 1_000_000);
                });
        done.put(definition.name(), day);
      } catch (RuntimeException failed) {
        // The other scores are computed all the same, and this one is tried again.
        LOG.error("{} of {} cannot be computed", definition.name(), day, failed);
      }
    }
  }
}
