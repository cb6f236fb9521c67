package dev.merchantreview.journey.engine;

import dev.merchantreview.journey.Applications;
import java.time.LocalDate;
import java.time.ZoneId;
import tools.jackson.databind.node.ObjectNode;

/** Applications that are taken on the day they are handed in, and refused on the next. */
final class AuditsDay {

  /** As shipped ({@code onboarding.licence-rest-days}). */
  private static final int REST_DAYS = 30;

  private AuditsDay() {}

  /** One whose licence is valid for just as long as is asked for today. */
  static ObjectNode runningOut(Applications applications) {
    return validFor(applications.complete(), REST_DAYS);
  }

  /** The same with a licence that was renewed. */
  static ObjectNode renewed(ObjectNode application) {
    return validFor(application, 10 * REST_DAYS);
  }

  private static ObjectNode validFor(ObjectNode application, int days) {
    ((ObjectNode) application.path("subject"))
        .put(
            "licenceValidUntil",
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(days).toString());
    return application;
  }
}
