package dev.merchantreview.database;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database may lose what it confirmed. */
final class NotDurableException extends RuntimeException {

  NotDurableException(List<String> settings) {
    super("the database may lose what it confirmed: " + String.join(", ", settings));
  }

  /** Words the exception for a person; found through {@code META-INF/spring.factories}. */
  static final class Analyzer extends AbstractFailureAnalyzer<NotDurableException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NotDurableException cause) {
      return new FailureAnalysis(
          cause.getMessage() + ". Accepted applications and payments would be gone after a crash.",
          "Switch the settings on in the database. Where something else sees to it, as a file system does that"
              + " cannot tear a page, set merchant-review.database.require-durable=false.",
          cause);
    }
  }
}
