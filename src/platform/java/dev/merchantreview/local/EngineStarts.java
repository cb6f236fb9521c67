package dev.merchantreview.local;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.JobWorker;
import io.grpc.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of one job on the platform's own engine: the least that any process costs there. */
final class EngineStarts implements AutoCloseable {

  private static final String PROCESS = "bench-one-job";
  private static final String DIAGRAM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="bench" id="bench">
        <process id="bench-one-job" isExecutable="true">
          <startEvent id="begun"/>
          <sequenceFlow id="on" sourceRef="begun" targetRef="work"/>
          <serviceTask id="work">
            <extensionElements><zeebe:taskDefinition type="bench.work"/></extensionElements>
          </serviceTask>
          <sequenceFlow id="off" sourceRef="work" targetRef="ended"/>
          <endEvent id="ended"/>
        </process>
      </definitions>
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BACKOFF = Duration.ofMillis(20);

  private final CamundaClient client;

  EngineStarts(Settings settings) {
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + settings.grpc()))
            .preferRestOverGrpc(false)
            .build();
    client
        .newDeployResourceCommand()
        .addResourceBytes(DIAGRAM.getBytes(StandardCharsets.UTF_8), PROCESS + ".bpmn")
        .requestTimeout(PATIENCE)
        .send()
        .join();
  }

  /**
   * Starts so many and works on them.
   *
   * @param clients how many start them
   * @return how many a second, from the first start to the last job's answer
   */
  double run(int count, int clients) {
    CountDownLatch left = new CountDownLatch(count);
    try (JobWorker worker =
        client
            .newWorker()
            .jobType("bench.work")
            .handler(
                (jobs, job) -> {
                  jobs.newCompleteCommand(job).send().join();
                  left.countDown();
                })
            .streamEnabled(true)
            .open()) {
      long begin = System.nanoTime();
      try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
        for (int i = 0; i < count; i++) {
          pool.execute(this::start);
        }
      }
      if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || worker.isClosed()) {
        throw new LaunchException(left.getCount() + " of " + count + " processes do not end");
      }
      return count * 1e9 / (System.nanoTime() - begin);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchException("stopped");
    }
  }

  /** Begins one, as often as a busy engine takes none: being refused is part of what it costs. */
  private void start() {
    while (true) {
      try {
        client.newCreateInstanceCommand().bpmnProcessId(PROCESS).latestVersion().send().join();
        return;
      } catch (ClientStatusException busy) {
        if (busy.getStatusCode() != Status.Code.RESOURCE_EXHAUSTED) {
          throw busy;
        }
        LockSupport.parkNanos(BACKOFF.toNanos());
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
