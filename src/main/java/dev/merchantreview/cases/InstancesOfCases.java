package dev.merchantreview.cases;

import dev.merchantreview.engine.WorkingInstances;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A process instance works as long as a case of any type needs it. */
@Component
class InstancesOfCases implements WorkingInstances {

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
}
