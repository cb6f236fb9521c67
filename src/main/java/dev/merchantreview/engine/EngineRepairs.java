package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Sets right in the engine what went wrong there. */
@Component
public class EngineRepairs {

  private static final int RETRIES = 3;

  private final CamundaClient client;
  private final ProcessDeployment deployment;

  EngineRepairs(CamundaClient client, ProcessDeployment deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /**
   * Starts an instance in the middle of its process, of the version this service was built with.
   *
   * @param elementId the element it starts before
   * @return the new instance's key
   * @throws OutsideUnavailableException when the engine does not answer
   */
  public long start(String processId, String elementId, Map<String, Object> variables) {
    long key = deployment.status().keys().process(processId);
    return call(
        () -> {
          try {
            return client
                .newCreateInstanceCommand()
                .processDefinitionKey(key)
                .variables(variables)
                .startBeforeElement(elementId)
                .send()
                .join()
                .getProcessInstanceKey();
          } catch (ClientException failed) {
            if (ProcessDeployment.isUnknownKey(failed)) {
              deployment.again();
              throw new OutsideUnavailableException("the engine lost " + processId, failed);
            }
            throw failed;
          }
        });
  }

  /** Ends an instance; one that has ended already is fine. */
  public void cancel(long processInstanceKey) {
    call(
        () -> {
          try {
            client.newCancelInstanceCommand(processInstanceKey).send().join();
          } catch (ClientException gone) {
            if (EngineFailure.of(gone) != EngineFailure.GONE) {
              throw gone;
            }
          }
          return true;
        });
  }

  /** Has what failed tried again. */
  public void retry(EngineInspection.Incident incident) {
    call(
        () -> {
          try {
            if (incident.jobKey() != null) {
              client.newUpdateRetriesCommand(incident.jobKey()).retries(RETRIES).send().join();
            }
            client.newResolveIncidentCommand(incident.key()).send().join();
          } catch (ClientException gone) {
            if (EngineFailure.of(gone) != EngineFailure.GONE) {
              throw gone;
            }
          }
          return true;
        });
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException("the engine does not answer", failed);
      }
      throw failed;
    }
  }
}
