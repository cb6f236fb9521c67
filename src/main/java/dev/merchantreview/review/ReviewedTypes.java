package dev.merchantreview.review;

import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All types of cases that are reviewed. */
@Component
public class ReviewedTypes {

  private final Map<String, Reviewed<?>> byPrefix;

  ReviewedTypes(List<Reviewed<?>> types) {
    this.byPrefix =
        types.stream()
            .collect(
                Collectors.toUnmodifiableMap(type -> type.type().idPrefix(), Function.identity()));
  }

  public Collection<Reviewed<?>> all() {
    return byPrefix.values();
  }

  /**
   * @throws IllegalStateException when cases of this type are not reviewed: somebody else than this
   *     service started the process
   */
  public Reviewed<?> of(CaseId caseId) {
    return Optional.<Reviewed<?>>ofNullable(byPrefix.get(caseId.prefix()))
        .orElseThrow(() -> new IllegalStateException(caseId + " is not reviewed"));
  }

  /** The type of a case; empty when cases of its type are not reviewed. */
  public Optional<Reviewed<?>> find(CaseId caseId) {
    return Optional.ofNullable(byPrefix.get(caseId.prefix()));
  }

  /** The type whose reviewers get a user task; empty when nobody's do. */
  public Optional<Reviewed<?>> ofTask(String elementId) {
    return byPrefix.values().stream()
        .<Reviewed<?>>map(type -> type)
        .filter(type -> type.tasks().stream().anyMatch(task -> task.elementId().equals(elementId)))
        .findFirst();
  }

  /** The user task an element of a case's process stands beside, or is; empty when it does not. */
  public Optional<String> userTask(CaseId caseId, String elementId) {
    return find(caseId).stream()
        .flatMap(type -> type.tasks().stream())
        .filter(task -> task.isAt(elementId))
        .map(ReviewedTask::elementId)
        .findFirst();
  }

  /** The names a step's job type had in earlier diagrams. */
  public Set<String> formerJobTypes(ReviewStep step) {
    return byPrefix.values().stream()
        .flatMap(type -> type.formerJobTypes().getOrDefault(step, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The task a step is about: the one it stands beside in the diagram.
   *
   * @throws IllegalStateException when a type has several and the element is beside none
   */
  public static ReviewedTask taskAt(Reviewed<?> type, String elementId) {
    List<ReviewedTask> tasks = type.tasks();
    return tasks.stream()
        .filter(task -> task.isAt(elementId))
        .findFirst()
        .or(() -> tasks.size() == 1 ? Optional.of(tasks.getFirst()) : Optional.empty())
        .orElseThrow(() -> new IllegalStateException(elementId + " is beside no review"));
  }
}
