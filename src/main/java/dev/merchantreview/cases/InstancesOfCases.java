package dev.merchantreview.cases;

import dev.merchantreview.engine.InstanceVariables;
import dev.merchantreview.engine.WorkingInstances;
import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A process instance works as long as a case of any type needs it, and has to know what that case
 * says.
 */
@Component
class InstancesOfCases implements WorkingInstances, InstanceVariables {

  private final List<CaseProcesses> processes;

  InstancesOfCases(List<CaseProcesses> processes) {
    this.processes = processes;
  }

  @Override
  public Set<Long> among(Collection<Long> instances) {
    return processes.stream()
        .flatMap(process -> process.workingAmong(instances).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, Object> of(CaseId caseId) {
    // An id is of one type; the others know nothing of it.
    return processes.stream()
        .map(process -> process.variables(caseId))
        .filter(known -> !known.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }
}
