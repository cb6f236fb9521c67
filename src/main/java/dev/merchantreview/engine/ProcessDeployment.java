package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings processes, decisions and forms to the engine, all in one deployment because a form is
 * bound to the deployment of its process. Waits in the background for an engine that is away.
 */
@Component
class ProcessDeployment implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ProcessDeployment.class);

  private final CamundaClient client;
  private final EngineProperties properties;
  private final JdbcClient jdbc;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile boolean running;
  private volatile @Nullable String refusal;
  private volatile Thread thread = new Thread();

  ProcessDeployment(CamundaClient client, EngineProperties properties, JdbcClient jdbc) {
    this.client = client;
    this.properties = properties;
    this.jdbc = jdbc;
  }

  /** Blocks until the engine has everything a case needs. */
  void awaitReady() throws InterruptedException {
    ready.await();
  }

  boolean isReady() {
    return ready.getCount() == 0;
  }

  /** Why the engine refuses the deployment; null while it does not. */
  @Nullable String refusal() {
    return refusal;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("deployment").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the outbox sender and the workers. */
  @Override
  public int getPhase() {
    return -10;
  }

  private void run() {
    try {
      boolean told = false;
      while (running) {
        try {
          DeploymentEvent deployed = deploy();
          settleForms(deployed);
          refusal = null;
          ready.countDown();
          return;
        } catch (ClientStatusException failed) {
          if (failed.getStatusCode() == Status.Code.INVALID_ARGUMENT) {
            refusal = failed.getMessage();
            log.error("The engine refuses the deployment: {}", failed.getMessage());
          } else if (!told) {
            log.warn("Engine not reachable yet ({}); requests are kept for it", failed.getStatus());
            told = true;
          }
        } catch (RuntimeException failed) {
          log.warn("Deployment failed, trying again: {}", failed.toString());
        }
        TimeUnit.MILLISECONDS.sleep(properties.retryBackoff().toMillis());
      }
    } catch (InterruptedException stopped) {
      log.debug("Stopped before the deployment was done");
    }
  }

  private DeploymentEvent deploy() {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep2 filled = null;
    for (Resource resource : resources()) {
      try (InputStream content = resource.getInputStream()) {
        byte[] bytes = content.readAllBytes();
        String name = String.valueOf(resource.getFilename());
        filled =
            filled == null
                ? command.addResourceBytes(bytes, name)
                : filled.addResourceBytes(bytes, name);
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    if (filled == null) {
      throw new IllegalStateException("no BPMN on the class path");
    }
    DeploymentEvent event = filled.send().join();
    event
        .getProcesses()
        .forEach(
            process ->
                log.info(
                    "Deployed {} version {}", process.getBpmnProcessId(), process.getVersion()));
    return event;
  }

  private static List<Resource> resources() {
    try {
      PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
      List<Resource> resources = new ArrayList<>();
      for (String kind : List.of("*.bpmn", "rules/*.dmn", "forms/*.form")) {
        resources.addAll(List.of(resolver.getResources("classpath:/bpmn/" + kind)));
      }
      return resources;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Tasklist shows raw variables for ever on a task it imports before the task's form. A form key
   * seen before is imported already; a new one gets time.
   */
  private void settleForms(DeploymentEvent deployed) throws InterruptedException {
    int unseen = 0;
    for (var form : deployed.getForm()) {
      unseen +=
          jdbc.sql(
                  "insert into engine_deployed_form (form_key, form_id, version) values (:key, :id, :version)"
                      + " on conflict do nothing")
              .param("key", form.getFormKey())
              .param("id", form.getFormId())
              .param("version", form.getVersion())
              .update();
    }
    if (unseen > 0) {
      TimeUnit.MILLISECONDS.sleep(properties.formSettle().toMillis());
    }
  }
}
