package dev.merchantreview.engine;

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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

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
    for (ProcessWorker<?> worker : workers) {
      open.add(open(worker));
    }
    log.info("Workers open for {}", workers.stream().map(ProcessWorker::jobType).sorted().toList());
  }

  private <V extends Record> JobWorker open(ProcessWorker<V> worker) {
    return client
        .newWorker()
        .jobType(worker.jobType())
        .handler((jobs, job) -> work(worker, jobs, job))
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

  private <V extends Record> void work(ProcessWorker<V> worker, JobClient jobs, ActivatedJob job) {
    EngineJob facts = new EngineJob(job.getKey(), job.getProcessInstanceKey(), job.getElementId());
    try {
      Map<String, Object> result =
          done.result(job.getKey())
              .orElseGet(
                  () -> {
                    Supplier<Map<String, Object>> work =
                        worker.prepare(facts, job.getVariablesAsType(worker.variables()));
                    return done.once(worker.jobType(), job.getKey(), work);
                  });
      answers.send(
          () -> jobs.newCompleteCommand(job).variables(result).send(),
          // The engine gives the job out again; what was done is on record and not done again.
          failure ->
              log.warn("{} is done but the engine was not told: {}", facts, failure.getMessage()));
      count(worker, "completed");
    } catch (NotYetException waiting) {
      log.debug("{} waits: {}", facts, waiting.getMessage());
      fail(
          jobs,
          job,
          job.getRetries(),
          waiting.getMessage(),
          waiting.pause().orElse(properties.retryBackoff()));
      count(worker, "postponed");
    } catch (OutsideUnavailableException away) {
      log.warn("{} waits: {}", facts, away.getMessage());
      fail(
          jobs,
          job,
          job.getRetries(),
          "a party outside does not answer",
          properties.outsideBackoff());
      count(worker, "postponed");
    } catch (CannotCreateTransactionException
        | DataAccessResourceFailureException
        | TransientDataAccessException away) {
      // The database will be back; an incident would need a person to say so.
      log.warn("{} waits for the database: {}", facts, away.getMessage());
      fail(jobs, job, job.getRetries(), "the database does not answer", properties.retryBackoff());
      count(worker, "postponed");
    } catch (RuntimeException failed) {
      log.error("{} failed", facts, failed);
      fail(
          jobs,
          job,
          job.getRetries() - 1,
          String.valueOf(failed.getMessage()),
          properties.retryBackoff());
      count(worker, "failed");
    }
  }

  private void fail(
      JobClient jobs, ActivatedJob job, int retries, String message, Duration backoff) {
    answers.send(
        () ->
            jobs.newFailCommand(job)
                .retries(retries)
                .retryBackoff(backoff)
                .errorMessage(message)
                .send(),
        failure -> log.debug("Job {} is gone: {}", job.getKey(), failure.getMessage()));
  }

  private void count(ProcessWorker<?> worker, String outcome) {
    meters.counter("merchantreview.jobs", "type", worker.jobType(), "outcome", outcome).increment();
  }

  @Override
  public void stop() {
    List<JobWorker> closing = List.copyOf(open);
    BoundedClose.close("workers", () -> closing.forEach(JobWorker::close));
    open.clear();
  }

  @Override
  public boolean isRunning() {
    return !open.isEmpty();
  }
}
