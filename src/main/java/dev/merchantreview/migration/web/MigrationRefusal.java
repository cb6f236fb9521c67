package dev.merchantreview.migration.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but a move to the newest diagram is refused with. */
enum MigrationRefusal implements Refusal {
  /** The case's instance cannot be moved now; nothing was changed. */
  MIGRATION_REFUSED;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
