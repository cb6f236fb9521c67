package dev.merchantreview.streamer.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.streamer.StreamerFigures;
import dev.merchantreview.web.CallerClock;
import dev.merchantreview.web.RequestRule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Figures are from today or earlier; a caller's clock may be a little ahead. */
@Component
class StreamerFiguresRule implements RequestRule {

  private final WorkingCalendar calendar;
  private final CallerClock clock;

  StreamerFiguresRule(WorkingCalendar calendar, CallerClock clock) {
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public Class<?> request() {
    return StreamerFigures.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    LocalDate latest = clock.latestNow().atZone(calendar.zone()).toLocalDate();
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("merchantLevelOn", "experienceRatingOn", "followersOn")) {
      try {
        if (body.path(field).isString()
            && LocalDate.parse(body.path(field).asString()).isAfter(latest)) {
          errors.add(FieldError.of("/" + field, "IN_FUTURE"));
        }
      } catch (DateTimeException noDate) {
        // The schema says so already.
      }
    }
    return errors;
  }
}
