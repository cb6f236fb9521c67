package dev.merchantreview.review.process;

import static dev.merchantreview.review.process.RefundToRecord.REFUSAL;
import static dev.merchantreview.review.process.RefundToRecord.REVIEWER;
import static dev.merchantreview.review.process.RefundToRecord.TASK;
import static dev.merchantreview.testing.unified.ReviewOnRecord.DEFINITION;
import static dev.merchantreview.testing.unified.ReviewOnRecord.NOON;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Recorded;
import dev.merchantreview.testing.unified.RecordedProbes;
import dev.merchantreview.testing.unified.ReviewOnRecord;
import dev.merchantreview.testing.unified.StandInCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * From 8.8 on a verdict is what was kept when the engine asked; where a release of before kept who
 * completed the task and not what was sent, it is what the records have of the task itself.
 */
class KeptVerdictIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> NAMES = REFUSAL.keySet().stream().sorted().toList();

  private static StandInGateway gateway;
  private static StandInCluster cluster;
  private static ServiceAlone service;

  private RefundToRecord refund;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    gateway.version = "8.8.9";
    cluster = ReviewOnRecord.on(ApiLine.V8_8);
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.rest-address=" + cluster.url(),
            "--merchant-review.engine.form-settle=0s");
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
    cluster.close();
  }

  @BeforeEach
  void complete() {
    refund = new RefundToRecord(service);
  }

  /**
   * As a release kept it that knew no column for what was sent, and as one does that knows it.
   *
   * @param column of what was sent, as SQL; empty without
   */
  private void keep(String column, String value) {
    service
        .database()
        .sql(
            "insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, asked_at%s)"
                    .formatted(column)
                + " values (:key, :instance, :element, :who, now()%s)".formatted(value))
        .param("key", refund.task)
        .param("instance", refund.instance)
        .param("element", TASK)
        .param("who", REVIEWER)
        .update();
  }

  private void keptBefore() {
    keep("", "");
    cluster.put(
        new Recorded.Instance(refund.instance, DEFINITION.key(), "ACTIVE", false, NOON, null),
        new Recorded.UserTask(
            refund.task,
            refund.instance,
            element(),
            TASK,
            "Review",
            "COMPLETED",
            REVIEWER,
            List.of(),
            50,
            NOON,
            NOON.plusHours(1),
            null,
            null,
            Map.of()));
    // As the task had them when it was made; the process says by now what somebody has it say.
    REFUSAL.forEach((name, value) -> shown(element(), name, "null"));
    shown(refund.instance, "verdict", "\"APPROVED\"");
  }

  private long element() {
    return refund.instance + 3;
  }

  private void shown(long scope, String name, String value) {
    long key = scope * NAMES.size() + NAMES.indexOf(name);
    cluster.put(new Recorded.Variable(key, refund.instance, scope, name, value));
  }

  private void show(String name) {
    shown(element(), name, JSON.writeValueAsString(REFUSAL.get(name)));
  }

  @Test
  void recordsWhatWasKeptWhateverTheRecordsAndTheProcessSay() {
    keep(", sent", ", '" + JSON.writeValueAsString(REFUSAL) + "'");
    refund.assertRefused();
  }

  @Test
  void readsFromTheTaskItselfWhatAReleaseOfBeforeDidNotKeep() {
    keptBefore();
    refund.assertWaits();
    // One variable is shown before the other: half a verdict is none.
    show("verdict");
    refund.assertWaits();
    REFUSAL.keySet().forEach(this::show);
    RecordedProbes.show(gateway, cluster);
    refund.assertWaits();
    refund.assertRefused();
  }

  @Test
  void givesTheTaskBackWhereNothingIsOnRecordOfWhatAReleaseOfBeforeDidNotKeep() {
    keptBefore();
    refund.assertWaits();
    RecordedProbes.show(gateway, cluster);
    refund.assertWaits();
    refund.assertReturned();
  }
}
