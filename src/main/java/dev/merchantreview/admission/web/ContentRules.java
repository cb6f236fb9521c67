package dev.merchantreview.admission.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.FieldError;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What holds of every content that is handed in: no date ahead, no resource named twice, documents
 * that exist, are the caller's and are what they claim; brand figures of brand providers only.
 */
@Component
class ContentRules {

  private static final String BRAND = "/brand";
  private static final String SINCE = BRAND + "/ecommerceSince";

  private final DocumentReferenceRule documents;
  private final WorkingCalendar calendar;
  private final Clock clock;

  ContentRules(DocumentReferenceRule documents, WorkingCalendar calendar, Clock clock) {
    this.documents = documents;
    this.calendar = calendar;
    this.clock = clock;
  }

  List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    if (isAhead(body.at(SINCE).asString(""))) {
      errors.add(FieldError.of(SINCE, "IN_FUTURE"));
    }
    JsonNode resources = body.path("resources");
    if (resources.isArray() && resources.valueStream().distinct().count() < resources.size()) {
      errors.add(FieldError.of("/resources", "NOT_UNIQUE"));
    }
    errors.addAll(documents.check(body.path("documents"), "/documents"));
    return errors;
  }

  /** Whether brand figures are there just where the kind asks for them. */
  static List<FieldError> brand(boolean isBrand, boolean hasFigures) {
    if (isBrand == hasFigures) {
      return List.of();
    }
    return List.of(FieldError.of(BRAND, isBrand ? "REQUIRED" : "NOT_ASKED_FOR"));
  }

  /** Whether a body's kind is the brand providers'. */
  static boolean isBrand(JsonNode kind) {
    return kind.asString("").equals(ServiceProvider.Kind.BRAND.name());
  }

  private boolean isAhead(String day) {
    try {
      return LocalDate.parse(day).isAfter(clock.instant().atZone(calendar.zone()).toLocalDate());
    } catch (DateTimeException noDate) {
      // The schema says so.
      return false;
    }
  }
}
