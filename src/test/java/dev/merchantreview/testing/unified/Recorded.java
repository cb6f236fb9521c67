package dev.merchantreview.testing.unified;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test puts into the cluster. What has the same key takes the place of what was there. */
public sealed interface Recorded {

  Kind kind();

  /** What it is told apart by from others of its kind. */
  String id();

  /** A version of a process. */
  record Definition(long key, String processId, int version, String name, String xml)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.DEFINITION;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }
  }

  /**
   * A process instance.
   *
   * @param state ACTIVE, COMPLETED or TERMINATED
   */
  record Instance(
      long key,
      long definitionKey,
      String state,
      boolean hasIncident,
      OffsetDateTime start,
      @Nullable OffsetDateTime end)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.INSTANCE;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }
  }

  /**
   * An element of an instance that was entered.
   *
   * @param type as USER_TASK or BOUNDARY_EVENT
   * @param state ACTIVE, COMPLETED or TERMINATED
   */
  record Element(
      long key,
      long instanceKey,
      String elementId,
      String name,
      String type,
      String state,
      @Nullable Long incidentKey,
      OffsetDateTime start,
      @Nullable OffsetDateTime end)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.ELEMENT;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }
  }

  /** A sequence flow that an instance took. */
  record Flow(long instanceKey, String flowId) implements Recorded {
    @Override
    public Kind kind() {
      return Kind.FLOW;
    }

    @Override
    public String id() {
      return instanceKey + "_" + flowId;
    }
  }

  /**
   * A user task.
   *
   * @param state as CREATED or COMPLETED
   * @param priority 0 to 100
   */
  record UserTask(
      long key,
      long instanceKey,
      long elementInstanceKey,
      String elementId,
      String name,
      String state,
      @Nullable String assignee,
      List<String> candidateGroups,
      int priority,
      OffsetDateTime created,
      @Nullable OffsetDateTime completed,
      @Nullable OffsetDateTime due,
      @Nullable OffsetDateTime followUp,
      Map<String, String> headers)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.USER_TASK;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }

    UserTask with(int otherPriority, @Nullable OffsetDateTime dues, @Nullable OffsetDateTime ups) {
      return new UserTask(
          key,
          instanceKey,
          elementInstanceKey,
          elementId,
          name,
          state,
          assignee,
          candidateGroups,
          otherPriority,
          created,
          completed,
          dues,
          ups,
          headers);
    }
  }

  /**
   * A variable.
   *
   * @param scopeKey of the instance, or of the element it is local to
   * @param value the whole value as JSON; a search shortens it where it is long
   */
  record Variable(long key, long instanceKey, long scopeKey, String name, String value)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.VARIABLE;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }
  }

  /**
   * An incident.
   *
   * @param errorType as JOB_NO_RETRIES
   * @param state ACTIVE, MIGRATED, RESOLVED or PENDING
   */
  record Incident(
      long key,
      long instanceKey,
      long elementInstanceKey,
      String elementId,
      String errorType,
      String message,
      String state,
      OffsetDateTime created,
      @Nullable Long jobKey)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.INCIDENT;
    }

    @Override
    public String id() {
      return Long.toString(key);
    }
  }

  /**
   * A decision that was made, as one of an evaluation.
   *
   * @param number its place among the decisions of the evaluation, from 1
   * @param state EVALUATED or FAILED
   * @param result as JSON
   */
  record Decision(
      long evaluationKey,
      int number,
      String decisionId,
      long decisionKey,
      String name,
      int version,
      @Nullable Long instanceKey,
      @Nullable Long elementInstanceKey,
      String state,
      String result,
      @Nullable String failure,
      OffsetDateTime evaluated)
      implements Recorded {
    @Override
    public Kind kind() {
      return Kind.DECISION;
    }

    @Override
    public String id() {
      return evaluationKey + "-" + number;
    }
  }
}
