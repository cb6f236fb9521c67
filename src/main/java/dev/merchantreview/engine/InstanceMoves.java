package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.MigrationPlanBuilderImpl.MappingInstruction;
import io.camunda.client.api.command.MigrationPlanImpl;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Moves an instance at the engine. Minutes may lie between the plan and its making, or an outage:
 * what the instance is told is what the case says now, in each try anew.
 */
@Component
class InstanceMoves {

  private static final Executor THREADS = task -> Thread.ofVirtual().name("move").start(task);

  private final CamundaClient client;
  private final Diagrams diagrams;
  private final RecordsLag lag;
  private final InstanceVariables cases;

  InstanceMoves(CamundaClient client, Diagrams diagrams, RecordsLag lag, InstanceVariables cases) {
    this.client = client;
    this.diagrams = diagrams;
    this.lag = lag;
    this.cases = cases;
  }

  /**
   * Asks the engine for the move. An engine that refuses because an earlier try has done it, its
   * answer lost, is not believed: the records tell.
   *
   * @param missing the names of what the instance did not know when the move was planned
   * @param last whether a refusal is believed this time: an earlier try may have made the move, so
   *     the records have to be far enough to show it
   * @return ends when the instance runs by the new version; fails with what the engine said
   */
  CompletionStage<?> make(
      CaseId caseId, Migration migration, Collection<String> missing, boolean last) {
    return async(() -> only(missing, cases.of(caseId)))
        .thenCompose(
            facts ->
                // First: the new diagram may read them as soon as the instance follows it.
                tell(migration, facts)
                    .thenCompose(told -> move(migration))
                    // A step that ended in between has told the instance what was true before.
                    .thenComposeAsync(
                        moved -> {
                          Map<String, Object> now = only(missing, cases.of(caseId));
                          return tell(migration, now.equals(facts) ? Map.of() : now);
                        },
                        THREADS))
        .exceptionallyCompose(failure -> unlessMade(migration, last, failure));
  }

  private static Map<String, Object> only(Collection<String> names, Map<String, Object> all) {
    Map<String, Object> some = new HashMap<>(all);
    some.keySet().retainAll(names);
    return some;
  }

  private CompletionStage<Object> tell(Migration migration, Map<String, Object> facts) {
    return facts.isEmpty()
        ? CompletableFuture.completedFuture(facts)
        : client
            .newSetVariablesCommand(migration.instance())
            .variables(facts)
            .send()
            .thenApply(Object.class::cast);
  }

  private CompletionStage<?> move(Migration migration) {
    return client
        .newMigrateProcessInstanceCommand(migration.instance())
        .migrationPlan(
            new MigrationPlanImpl(
                migration.to().key(),
                migration.mapped().stream().map(id -> new MappingInstruction(id, id)).toList()))
        .send();
  }

  private CompletionStage<Object> unlessMade(Migration migration, boolean last, Throwable failure) {
    String question = "move of " + migration.instance() + " to " + migration.to();
    if (EngineFailure.of(failure) == EngineFailure.PASSING) {
      // It may have been made just now.
      lag.forget(question);
      return CompletableFuture.failedStage(failure);
    }
    return async(() -> isMade(migration, question))
        .handle(
            (made, unreadable) -> {
              if (made == RecordsLag.Presence.PRESENT) {
                return migration.to();
              }
              if (last && made != RecordsLag.Presence.ABSENT) {
                throw new NotYetException("the records do not tell yet whether it was moved");
              }
              throw failure instanceof CompletionException wrapped
                  ? wrapped
                  : new CompletionException(failure);
            });
  }

  /** Whether an earlier try has made it. */
  private RecordsLag.Presence isMade(Migration migration, String question) {
    return lag.of(
        question,
        () ->
            diagrams
                .version(migration.instance())
                .filter(one -> one.key() == migration.to().key())
                .isPresent());
  }

  /** The records are asked over a call that blocks; no thread of the engine's client waits. */
  private static <T> CompletableFuture<T> async(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, THREADS);
  }
}
