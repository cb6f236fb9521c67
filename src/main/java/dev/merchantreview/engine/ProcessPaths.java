package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which ways the process instances of a case took, as the cluster's records have it, and the
 * diagrams to draw them in. Whoever asks is a person who waits for a page: what the records do not
 * say within {@link #PATIENCE} counts as not said.
 */
@Component
public class ProcessPaths {

  /** How long an answer is waited for (ours). */
  public static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * Up to how many instances of a case, the newest, the way is read of (ours). A case with more has
   * gone through as many cycles or rounds.
   */
  public static final int DETAILED = 20;

  /** Up to how many questions are open at once (ours): slow records do not gather threads. */
  private static final int QUESTIONS = 8;

  private static final Logger log = LoggerFactory.getLogger(ProcessPaths.class);

  private final RecordsChoice records;
  private final DeployedModels deployed;
  private final Model built;
  private final Clock clock;
  private final Semaphore questions = new Semaphore(QUESTIONS);
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

  ProcessPaths(RecordsChoice records, DeployedModels deployed, Model built, Clock clock) {
    this.records = records;
    this.deployed = deployed;
    this.built = built;
    this.clock = clock;
  }

  /** How a process instance stands. */
  public enum State {
    ACTIVE,
    COMPLETED,
    /** Cancelled. */
    CANCELED,
    /** What is not known here, as suspended since 8.10. */
    OTHER
  }

  /**
   * The way an instance took.
   *
   * @param instance its key
   * @param definitionKey the key of the version of the process it runs by
   * @param version that version's number, from 1
   * @param steps the elements it entered, in the order of their first entering; empty where {@code
   *     detailed} is false
   * @param flows the ids of the sequence flows it took, and of none twice
   * @param incidents what keeps it from going on now
   * @param openTasks the keys of its open user tasks, of those that were asked for
   * @param detailed whether steps, flows and incidents were read: of the newest {@link #DETAILED}
   */
  public record Path(
      long instance,
      String processId,
      long definitionKey,
      int version,
      State state,
      List<Step> steps,
      List<String> flows,
      List<Incident> incidents,
      List<Long> openTasks,
      boolean detailed) {}

  /**
   * An element of a diagram that was entered.
   *
   * @param entered how often, 1 at least
   * @param lasted how long it was at it in all, until now where it still is
   * @param firstAt when it was entered first
   * @param lastAt when it was left last; null where it still is at it
   * @param active how often it is at it now
   * @param incident whether something at it needs a person
   */
  public record Step(
      String elementId,
      int entered,
      Duration lasted,
      Instant firstAt,
      @Nullable Instant lastAt,
      int active,
      boolean incident) {}

  /**
   * What keeps an instance from going on.
   *
   * @param message the engine's own words
   */
  public record Incident(String elementId, String message) {}

  /**
   * The ways of all instances a case had, the oldest first.
   *
   * @param bound the instance the case is on record with; null for none
   * @param userTasks the ids of the elements whose open tasks are wanted
   * @return empty when the records do not answer in time, or not at all
   */
  public Optional<List<Path>> of(CaseId caseId, @Nullable Long bound, Set<String> userTasks) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    return within(deadline, () -> read(caseId, bound, userTasks, deadline));
  }

  private List<Path> read(CaseId caseId, @Nullable Long bound, Set<String> userTasks, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    ClusterRecords now = records.now();
    List<Long> keys =
        Stream.concat(
                now.instancesWith("caseId", caseId.value()).stream(), Stream.ofNullable(bound))
            .distinct()
            .sorted()
            .toList();
    List<Future<Optional<Path>>> asked = new ArrayList<>();
    try {
      for (int i = 0; i < keys.size(); i++) {
        long key = keys.get(i);
        boolean detailed = keys.size() - i <= DETAILED;
        asked.add(asking.submit(() -> path(now, key, userTasks, detailed)));
      }
      List<Path> paths = new ArrayList<>();
      for (Future<Optional<Path>> one : asked) {
        one.get(left(deadline), TimeUnit.NANOSECONDS).ifPresent(paths::add);
      }
      return paths;
    } finally {
      asked.forEach(one -> one.cancel(true));
    }
  }

  private Optional<Path> path(
      ClusterRecords now, long key, Set<String> userTasks, boolean detailed) {
    return now.instance(key)
        .map(
            one -> {
              List<Step> steps = detailed ? steps(now, one) : List.of();
              return new Path(
                  one.key(),
                  one.processId(),
                  one.definitionKey(),
                  one.version(),
                  state(one.state()),
                  steps,
                  detailed ? unlessLeft(() -> now.sequenceFlows(key)) : List.of(),
                  detailed && one.incident() ? incidents(now, key) : List.of(),
                  openTasks(now, key, steps, userTasks),
                  detailed);
            });
  }

  private static List<Incident> incidents(ClusterRecords now, long key) {
    return unlessLeft(() -> now.incidents(key)).stream()
        .map(each -> new Incident(each.elementId(), each.message()))
        .toList();
  }

  private static List<Long> openTasks(
      ClusterRecords now, long key, List<Step> steps, Set<String> userTasks) {
    return steps.stream()
        .filter(step -> step.active() > 0 && userTasks.contains(step.elementId()))
        .flatMap(step -> unlessLeft(() -> now.tasks(key, step.elementId())).stream())
        .filter(task -> task.state() == ClusterRecords.TaskState.OPEN)
        .map(ClusterRecords.UserTask::key)
        .toList();
  }

  private List<Step> steps(ClusterRecords now, ClusterRecords.Instance instance) {
    Instant present = clock.instant();
    Map<String, Step> steps = new LinkedHashMap<>();
    unlessLeft(() -> now.elements(instance.key())).stream()
        // The process itself is on record as an element, too.
        .filter(one -> !one.elementId().equals(instance.processId()))
        .sorted(Comparator.comparing(ClusterRecords.ElementInstance::startedAt))
        .forEach(one -> steps.merge(one.elementId(), step(one, present), ProcessPaths::both));
    return List.copyOf(steps.values());
  }

  private static Step step(ClusterRecords.ElementInstance one, Instant now) {
    boolean active = one.state() == ClusterRecords.State.ACTIVE;
    Instant until = one.endedAt() == null ? now : one.endedAt();
    Duration lasted = Duration.between(one.startedAt(), until);
    return new Step(
        one.elementId(),
        1,
        lasted.isNegative() ? Duration.ZERO : lasted,
        one.startedAt(),
        one.endedAt(),
        active ? 1 : 0,
        one.incident());
  }

  private static Step both(Step one, Step other) {
    return new Step(
        one.elementId,
        one.entered + other.entered,
        one.lasted.plus(other.lasted),
        one.firstAt,
        one.lastAt == null || other.lastAt == null
            ? null
            : one.lastAt.isAfter(other.lastAt) ? one.lastAt : other.lastAt,
        one.active + other.active,
        one.incident || other.incident);
  }

  private static State state(ClusterRecords.State state) {
    return switch (state) {
      case ACTIVE -> State.ACTIVE;
      case COMPLETED -> State.COMPLETED;
      case TERMINATED -> State.CANCELED;
      case OTHER -> State.OTHER;
    };
  }

  /** Where a diagram comes from. */
  public enum Origin {
    /** The very file that was deployed, as it was kept. */
    DEPLOYED,
    /** Somebody else deployed it, and the cluster's records have it. */
    RECORDS,
    /** Neither is known: the one this service was built with, which may differ. */
    OWN
  }

  /** A diagram to draw a way in. */
  public record Drawing(String bpmn, Origin origin) {}

  /**
   * The diagram of a process.
   *
   * @param definitionKey of the version wanted; null where none is known
   * @return empty when there is no such process
   */
  public Optional<Drawing> drawing(String processId, @Nullable Long definitionKey) {
    Optional<Drawing> exact =
        definitionKey == null ? Optional.empty() : drawing(processId, definitionKey.longValue());
    return exact.or(() -> file(built, processId).map(text -> new Drawing(text, Origin.OWN)));
  }

  private Optional<Drawing> drawing(String processId, long definitionKey) {
    return deployed
        .modelWith(definitionKey)
        .flatMap(model -> file(model, processId))
        .map(text -> new Drawing(text, Origin.DEPLOYED))
        .or(
            () ->
                within(
                        System.nanoTime() + PATIENCE.toNanos(),
                        () -> records.now().bpmn(definitionKey))
                    .flatMap(text -> text)
                    // A page for people, of a proxy perhaps, can come where a diagram is due.
                    .filter(text -> text.contains("id=\"" + processId + "\""))
                    .map(text -> new Drawing(text, Origin.RECORDS)));
  }

  private static Optional<String> file(Model model, String processId) {
    return model.files().stream()
        .filter(one -> one.name().equals(processId + ".bpmn"))
        .findFirst()
        .map(one -> new String(one.content(), StandardCharsets.UTF_8));
  }

  /** Nobody waits any more for who was interrupted: the records are not asked further. */
  private static <T> List<T> unlessLeft(Supplier<List<T>> question) {
    if (Thread.currentThread().isInterrupted()) {
      throw new OutsideUnavailableException("nobody waits for this answer any more", null);
    }
    return question.get();
  }

  private <T> Optional<T> within(long deadline, Callable<T> question) {
    if (!questions.tryAcquire()) {
      return Optional.empty();
    }
    Future<T> answer =
        asking.submit(
            () -> {
              try {
                return question.call();
              } finally {
                questions.release();
              }
            });
    try {
      return Optional.of(answer.get(left(deadline), TimeUnit.NANOSECONDS));
    } catch (TimeoutException slow) {
      log.debug("The cluster's records do not answer in time");
    } catch (ExecutionException failed) {
      if (!isAway(failed.getCause())) {
        log.warn("The cluster's records cannot be read", failed.getCause());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      answer.cancel(true);
    }
    return Optional.empty();
  }

  private static boolean isAway(@Nullable Throwable cause) {
    return cause instanceof OutsideUnavailableException
        || cause instanceof TimeoutException
        || cause instanceof InterruptedException
        || cause instanceof ExecutionException inner && isAway(inner.getCause());
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  @PreDestroy
  void stop() {
    asking.shutdownNow();
  }
}
