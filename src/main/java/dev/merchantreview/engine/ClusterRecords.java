package dev.merchantreview.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster has on record of its processes, and can be asked for beside commands. The records
 * run behind the engine, by a second or two as a rule and by minutes in trouble: what they show has
 * happened, what they do not show says nothing ({@link RecordsLag} tells how far they are).
 *
 * <p>Every question throws {@link dev.merchantreview.shared.OutsideUnavailableException} when the
 * records cannot be read now.
 */
interface ClusterRecords {

  /** How a process instance or an element of it stands. */
  enum State {
    ACTIVE,
    COMPLETED,
    /** Cancelled, or ended by what interrupted it. */
    TERMINATED,
    /** What is not known here, as suspended since 8.10: it says neither that it runs nor not. */
    OTHER
  }

  /**
   * A process instance.
   *
   * @param version the number of the process's version it runs by
   * @param incident whether something in it needs a person
   */
  record Instance(
      long key, String processId, long definitionKey, int version, State state, boolean incident) {}

  /**
   * Which instances are wanted: the active ones of a process, or of one version of it.
   *
   * @param processId null when a version is named
   * @param definitionKey null for all versions
   */
  record Active(@Nullable String processId, @Nullable Long definitionKey) {

    static Active of(String processId) {
      return new Active(processId, null);
    }

    static Active by(long definitionKey) {
      return new Active(null, definitionKey);
    }
  }

  /**
   * A part of an answer.
   *
   * @param next what the following part is asked for with; null on the last
   */
  record Part<T>(List<T> items, @Nullable String next) {}

  /** An element of a process instance that was entered. */
  record ElementInstance(
      long key,
      String elementId,
      State state,
      Instant startedAt,
      @Nullable Instant endedAt,
      boolean incident) {}

  /**
   * Something that needs a person.
   *
   * @param jobKey the job whose retries are used up; null for an incident without a job
   * @param message what the engine says of it
   */
  record Incident(long key, @Nullable Long jobKey, String elementId, String message) {}

  /**
   * A decision that was evaluated for a process instance.
   *
   * @param evaluated whether it came to a result
   */
  record DecisionInstance(
      String id,
      String decisionId,
      String name,
      int version,
      Instant evaluatedAt,
      boolean evaluated) {}

  /** A version of a process. */
  record Definition(long key, int version) {}

  /**
   * A variable.
   *
   * @param value JSON, perhaps cut off
   */
  record Variable(String name, String value) {}

  /** Whether a user task can still be worked on. */
  enum TaskState {
    OPEN,
    COMPLETED,
    CANCELED
  }

  /**
   * A user task.
   *
   * @param scope the key of its element instance; null where the records do not tell it
   * @param assignee who has it, or who completed it; empty when nobody is on record
   */
  record UserTask(long key, @Nullable Long scope, TaskState state, Optional<String> assignee) {}

  /**
   * Active instances in the order of their keys.
   *
   * @param after {@link Part#next()} of the part before; null for the first
   * @throws IllegalArgumentException when no part ended there
   */
  Part<Instance> active(Active wanted, int limit, @Nullable String after);

  /** A process instance, active or ended; empty while the records do not know it. */
  Optional<Instance> instance(long key);

  /** The keys of instances that have a variable with a text as its value. */
  List<Long> instancesWith(String variable, String value);

  /** The elements an instance is at and was at, oldest first. */
  List<ElementInstance> elements(long instance);

  /** The ids of the sequence flows an instance took. */
  List<String> sequenceFlows(long instance);

  /** What keeps an instance from going on now. */
  List<Incident> incidents(long instance);

  /** The decisions evaluated for an instance, oldest first; those of 8.8 cannot be read. */
  List<DecisionInstance> decisions(long instance);

  /** The versions of a process, oldest first. */
  List<Definition> versions(String processId);

  /** A version's BPMN; empty while the records do not know it. */
  Optional<String> bpmn(long definitionKey);

  /**
   * The variables of a scope.
   *
   * @param scope a process instance's key for what all of it knows, an element instance's key for
   *     what that one knows by itself
   */
  List<Variable> variables(long scope);

  /** The user tasks of an element of an instance, open and ended, in the order of their keys. */
  List<UserTask> tasks(long instance, String elementId);

  /**
   * Variables of a completed user task as its completion left them, whole. Nobody changes them
   * afterwards, as anybody who may can change those of the process.
   *
   * @param names those that are wanted
   */
  List<Variable> variables(UserTask completed, Set<String> names);
}
