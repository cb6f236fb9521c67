package dev.merchantreview.engine;

import dev.merchantreview.shared.DatabaseAway;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens a worker for every {@link ProcessWorker} and does what all jobs have in common. */
@Component
class WorkerRegistration implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkerRegistration.class);

  private final CamundaClient client;
  private final EngineProperties properties;
  private final List<ProcessWorker<?>> workers;
  private final JobsDone done;
  private final MeterRegistry meters;
  private final JobAnswers answers;
  private final List<JobWorker> open = new ArrayList<>();
  private @Nullable WaitingJobs waiting;

  WorkerRegistration(
      CamundaClient client,
      EngineProperties properties,
      List<ProcessWorker<?>> workers,
      JobsDone done,
      MeterRegistry meters,
      JobAnswers answers) {
    this.client = client;
    this.properties = properties;
    this.workers = workers;
    this.done = done;
    this.meters = meters;
    this.answers = answers;
  }

  @Override
  public void start() {
    waiting = new WaitingJobs(properties.jobThreads());
    for (ProcessWorker<?> worker : workers) {
      open.add(open(worker, worker.jobType(), waiting));
      for (String former : worker.formerJobTypes()) {
        open.add(open(worker, former, waiting));
      }
    }
    log.info("Workers open for {}", workers.stream().map(ProcessWorker::jobType).sorted().toList());
  }

  private <V extends Record> JobWorker open(
      ProcessWorker<V> worker, String jobType, WaitingJobs later) {
    return client
        .newWorker()
        .jobType(jobType)
        .handler((jobs, job) -> work(worker, new Handed(jobs, job, later)))
        .name("merchant-review")
        .timeout(properties.jobTimeout())
        .maxJobsActive(properties.jobsActive())
        .fetchVariables(
            Arrays.stream(worker.variables().getRecordComponents())
                .map(RecordComponent::getName)
                .toList())
        .streamEnabled(true)
        .open();
  }

  /**
   * A job the engine gave this service.
   *
   * @param later where it waits when it has to
   */
  private record Handed(JobClient jobs, ActivatedJob job, WaitingJobs later) {

    EngineJob facts() {
      return new EngineJob(
          job.getKey(), job.getProcessInstanceKey(), job.getBpmnProcessId(), job.getElementId());
    }
  }

  private <V extends Record> void work(ProcessWorker<V> worker, Handed handed) {
    ActivatedJob job = handed.job();
    EngineJob facts = handed.facts();
    try {
      Map<String, Object> result =
          done.of(worker, facts, job.getVariablesAsType(worker.variables()));
      answers.send(
          () -> handed.jobs().newCompleteCommand(job).variables(result).send(),
          // The engine gives the job out again; what was done is on record and not done again.
          failure ->
              log.warn("{} is done but the engine was not told: {}", facts, failure.getMessage()));
      count(worker, "completed");
    } catch (NotYetException waiting) {
      log.debug("{} waits: {}", facts, waiting.getMessage());
      again(worker, handed, waiting.pause().orElse(properties.retryBackoff()));
    } catch (OutsideUnavailableException away) {
      log.warn("{} waits: {}", facts, away.getMessage());
      again(worker, handed, properties.outsideBackoff());
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        // The database will be back; an incident would need a person to resolve it.
        log.warn("{} waits for the database: {}", facts, failed.getMessage());
        again(worker, handed, properties.retryBackoff());
        return;
      }
      log.error("{} failed", facts, failed);
      Runnable answer =
          () -> fail(handed, job.getRetries() - 1, String.valueOf(failed.getMessage()));
      handed.later().add(new WaitingJobs.Waiting(facts, answer, answer), properties.retryBackoff());
      count(worker, "failed");
    }
  }

  /** Keeps a job, and does it again after a pause. */
  private void again(ProcessWorker<?> worker, Handed handed, Duration pause) {
    WaitingJobs.Waiting job =
        new WaitingJobs.Waiting(
            handed.facts(),
            () -> work(worker, handed),
            () -> fail(handed, handed.job().getRetries(), "the service stops"));
    handed.later().add(job, pause);
    Duration needed = pause.plus(properties.jobTimeout());
    answers.send(
        () -> client.newUpdateTimeoutCommand(handed.job()).timeout(needed).send(),
        failure -> handed.later().refused(job, failure));
    count(worker, "postponed");
  }

  /** Gives a job back; when it has retries left, the engine gives it out again at once. */
  private void fail(Handed handed, int retries, String message) {
    answers.send(
        () ->
            handed
                .jobs()
                .newFailCommand(handed.job())
                .retries(retries)
                .errorMessage(message)
                .send(),
        failure -> log.debug("{} is gone: {}", handed.facts(), failure.getMessage()));
  }

  private void count(ProcessWorker<?> worker, String outcome) {
    meters.counter("merchantreview.jobs", "type", worker.jobType(), "outcome", outcome).increment();
  }

  @Override
  public void stop() {
    if (waiting != null) {
      waiting.close();
    }
    List<JobWorker> closing = List.copyOf(open);
    BoundedClose.close("workers", () -> closing.forEach(JobWorker::close));
    open.clear();
  }

  @Override
  public boolean isRunning() {
    return !open.isEmpty();
  }
}
