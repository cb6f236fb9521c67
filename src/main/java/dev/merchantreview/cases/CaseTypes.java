package dev.merchantreview.cases;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All types of cases there are, by what their ids begin with. */
@Component
public class CaseTypes implements CaseAccess {

  private final Map<String, CaseType> byPrefix;

  /**
   * @throws IllegalStateException when two types have the same prefix
   */
  CaseTypes(List<CaseType> types) {
    this.byPrefix =
        types.stream()
            .collect(Collectors.toUnmodifiableMap(CaseType::idPrefix, Function.identity()));
  }

  /** The type of a case; empty when the id is of something else. */
  public Optional<CaseType> of(CaseId caseId) {
    return Optional.ofNullable(byPrefix.get(caseId.prefix()));
  }

  /** All there are, in the order of their prefixes. */
  public List<CaseType> all() {
    return byPrefix.values().stream().sorted(Comparator.comparing(CaseType::idPrefix)).toList();
  }

  /** Those a process works on. */
  public List<CaseProcesses> processes() {
    return byPrefix.values().stream()
        .filter(CaseProcesses.class::isInstance)
        .map(CaseProcesses.class::cast)
        .toList();
  }

  /** How a case stands in its process; empty when no process has, or had, to work on it. */
  public Optional<CaseProcesses.CaseState> stateOf(CaseId caseId) {
    return processOf(caseId).flatMap(process -> process.find(caseId));
  }

  /**
   * The same of some cases, with one question for each type; those no process had to work on are
   * left out.
   */
  public Map<CaseId, CaseProcesses.CaseState> states(Collection<CaseId> caseIds) {
    return caseIds.stream().collect(Collectors.groupingBy(CaseId::prefix)).values().stream()
        .flatMap(
            ofType ->
                processOf(ofType.getFirst()).stream()
                    .flatMap(process -> process.find(ofType).stream()))
        .collect(Collectors.toMap(CaseProcesses.CaseState::caseId, Function.identity()));
  }

  /** The type of a case a process works on. */
  public Optional<CaseProcesses> processOf(CaseId caseId) {
    return of(caseId).filter(CaseProcesses.class::isInstance).map(CaseProcesses.class::cast);
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    return of(caseId).flatMap(type -> type.partiesOf(caseId));
  }
}
