package dev.merchantreview.migration;

import dev.merchantreview.engine.Migration;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.history.RecordedEvent;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts on record that a case's instance was moved, or that the engine would not. */
@Component
class MigrationRecords {

  private final History history;

  MigrationRecords(History history) {
    this.history = history;
  }

  @EventListener
  void on(Migration.Settled settled) {
    Migration migration = settled.migration();
    Map<String, Object> details = new HashMap<>();
    details.put("process", migration.processId());
    details.put("instance", Long.toString(migration.instance()));
    details.put("fromVersion", migration.from().number());
    details.put("toVersion", migration.to().number());
    String refusal = settled.refusal();
    if (refusal != null) {
      details.put(RecordedEvent.ENGINE_SAID, refusal);
    }
    history.append(
        CaseEvent.noted(
            settled.caseId(),
            migration.by(),
            refusal == null ? "MIGRATED" : "MIGRATION_REFUSED",
            details));
  }
}
