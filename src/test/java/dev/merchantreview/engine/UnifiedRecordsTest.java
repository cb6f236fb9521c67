package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.merchantreview.engine.ClusterRecords.Active;
import dev.merchantreview.engine.ClusterRecords.Definition;
import dev.merchantreview.engine.ClusterRecords.Instance;
import dev.merchantreview.engine.ClusterRecords.Part;
import dev.merchantreview.engine.ClusterRecords.State;
import dev.merchantreview.engine.ClusterRecords.TaskState;
import dev.merchantreview.engine.ClusterRecords.UserTask;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Fault;
import dev.merchantreview.testing.unified.Operation;
import dev.merchantreview.testing.unified.Recorded;
import dev.merchantreview.testing.unified.ReviewOnRecord;
import dev.merchantreview.testing.unified.StandInCluster;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** The records of 8.8 and later, by the real client on the wire of each line. */
class UnifiedRecordsTest {

  private static final long INSTANCE = ReviewOnRecord.INSTANCE.key();

  private static void on(ApiLine line, Consumer<StandInCluster> fill, Asking asking) {
    try (StandInCluster cluster = ReviewOnRecord.on(line)) {
      fill.accept(cluster);
      try (CamundaClient client =
          CamundaClient.newClientBuilder()
              .restAddress(cluster.url())
              .grpcAddress(URI.create("http://127.0.0.1:9"))
              .defaultRequestTimeout(Duration.ofSeconds(5))
              .build()) {
        asking.ask(new UnifiedRecords(client), cluster);
      }
      assertThat(cluster.requests()).allMatch(request -> request.path().startsWith("/v2/"));
    }
  }

  private interface Asking {
    void ask(UnifiedRecords records, StandInCluster cluster);
  }

  private static void on(ApiLine line, Asking asking) {
    on(line, cluster -> {}, asking);
  }

  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void tellsAllThatIsAskedOfACluster(ApiLine line) {
    on(
        line,
        (records, cluster) -> {
          assertThat(records.instance(INSTANCE))
              .contains(new Instance(INSTANCE, "review", 12, 2, State.ACTIVE, true));
          assertThat(records.instance(ReviewOnRecord.ENDED.key()).map(Instance::state))
              .contains(State.COMPLETED);
          assertThat(records.instance(77)).isEmpty();
          assertThat(records.active(Active.of("review"), 10, null).items())
              .extracting(Instance::key)
              .containsExactly(INSTANCE);
          assertThat(records.active(Active.by(11), 10, null).items()).isEmpty();
          assertThat(records.instancesWith("caseId", "C-1")).containsExactly(INSTANCE);
          assertThat(records.instancesWith("caseId", "C-2")).isEmpty();
          assertThat(records.elements(INSTANCE))
              .extracting(ClusterRecords.ElementInstance::elementId)
              .containsExactly("check", "score");
          assertThat(records.elements(INSTANCE))
              .extracting(ClusterRecords.ElementInstance::incident)
              .containsExactly(false, true);
          assertThat(records.sequenceFlows(INSTANCE)).containsExactly("to-check");
          assertThat(records.incidents(INSTANCE))
              .containsExactly(new ClusterRecords.Incident(61, 71L, "score", "No retries"));
          assertThat(records.versions("review"))
              .containsExactly(new Definition(11, 1), new Definition(12, 2));
          assertThat(records.bpmn(12)).contains(ReviewOnRecord.XML);
          assertThat(records.bpmn(13)).isEmpty();
          assertThat(records.variables(INSTANCE))
              .containsExactly(new ClusterRecords.Variable("caseId", "\"C-1\""));
          assertThat(records.variables(31))
              .extracting(ClusterRecords.Variable::name)
              .containsExactly("notes");
          assertThat(records.tasks(INSTANCE, "check"))
              .containsExactly(new UserTask(41, 31L, TaskState.OPEN, Optional.of("lin")));
          assertThat(
                  records.variables(
                      records.tasks(INSTANCE, "check").getFirst(), Set.of("notes", "verdict")))
              .as("whole, and not those of the process")
              .containsExactly(
                  new ClusterRecords.Variable("notes", "\"" + "长".repeat(9_000) + "\""));
          assertThat(records.tasks(INSTANCE, "score")).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void tellsTheDecisionsOfAnInstanceWhereTheClientCanReadThem(ApiLine line) {
    on(
        line,
        (records, cluster) -> {
          if (line == ApiLine.V8_8) {
            assertThatThrownBy(() -> records.decisions(INSTANCE))
                .isInstanceOf(OutsideUnavailableException.class);
          } else {
            assertThat(records.decisions(INSTANCE))
                .extracting(ClusterRecords.DecisionInstance::decisionId)
                .containsExactly("risk");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void readsEveryPageOfTheActiveInstancesOnce(ApiLine line) {
    List<Long> keys = LongStream.range(INSTANCE + 10, INSTANCE + 2_355).boxed().toList();
    on(
        line,
        cluster ->
            keys.forEach(
                key ->
                    cluster.put(
                        new Recorded.Instance(
                            key, 12, "ACTIVE", false, ReviewOnRecord.NOON, null))),
        (records, cluster) -> {
          List<Long> seen = new ArrayList<>();
          @Nullable String after = null;
          do {
            Part<Instance> part = records.active(Active.of("review"), 1_000, after);
            part.items().forEach(one -> seen.add(one.key()));
            after = part.next();
          } while (after != null);
          assertThat(seen).isSorted().hasSize(2_346);
          assertThat(new HashSet<>(seen)).hasSize(2_346).containsAll(keys);
        });
  }

  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void tellsACursorThatIsNoneFromRecordsThatCannotBeRead(ApiLine line) {
    on(
        line,
        (records, cluster) ->
            assertThatThrownBy(() -> records.active(Active.of("review"), 10, "no cursor"))
                .isInstanceOf(IllegalArgumentException.class));
  }

  /** Whatever keeps them from being read: nothing is taken for an answer, and it can pass. */
  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void saysWhyTheRecordsCannotBeRead(ApiLine line) {
    List<Fault> faults =
        List.of(
            Fault.forbidden(),
            Fault.tooManyRequests(null),
            Fault.tooManyRequests(Duration.ofSeconds(1)),
            Fault.resourceExhausted(),
            new Fault.Dropped(),
            new Fault.Html(200),
            new Fault.Html(502),
            new Fault.Unlike(answer -> answer.remove("items")),
            new Fault.Unlike(answer -> answer.remove("page")),
            new Fault.Unlike(
                answer ->
                    answer
                        .path("items")
                        .forEach(one -> ((ObjectNode) one).remove("processInstanceKey"))));
    for (Fault fault : faults) {
      on(
          line,
          cluster -> cluster.always(Operation.SEARCH_INSTANCES, fault),
          (records, cluster) ->
              assertThat(catchThrowable(() -> records.instance(INSTANCE)))
                  .as(fault.toString())
                  .isInstanceOf(OutsideUnavailableException.class));
    }
  }

  /** Since 8.10 an instance can be suspended. */
  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void takesAStateItDoesNotKnowForNeitherRunningNorEnded(ApiLine line) {
    on(
        line,
        cluster ->
            cluster.always(
                Operation.SEARCH_INSTANCES,
                new Fault.Unlike(
                    answer ->
                        answer
                            .path("items")
                            .forEach(one -> ((ObjectNode) one).put("state", "SUSPENDED")))),
        (records, cluster) ->
            assertThat(records.instance(INSTANCE).map(Instance::state)).contains(State.OTHER));
  }

  @ParameterizedTest
  @EnumSource(ApiLine.class)
  void readsOnWhereAnAnswerHasAFieldThatIsNew(ApiLine line) {
    on(
        line,
        cluster ->
            cluster.always(
                Operation.SEARCH_INSTANCES,
                new Fault.Unlike(
                    answer ->
                        answer
                            .path("items")
                            .forEach(one -> ((ObjectNode) one).put("colour", "green")))),
        (records, cluster) -> assertThat(records.instance(INSTANCE)).isPresent());
  }
}
