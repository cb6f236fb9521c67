package dev.merchantreview.engine;

import dev.merchantreview.shared.DatabaseAway;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.UserTaskProperties;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens two workers for every {@link TaskCompletionJudge}, for who takes a task and for how it is
 * completed, and keeps who completed what.
 */
@Component
class TaskListeners implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TaskListeners.class);

  private static final String KEY_HEADER = "io.camunda.zeebe:userTaskKey";
  private static final String ASSIGNEE_HEADER = "io.camunda.zeebe:assignee";

  private final CamundaClient client;
  private final EngineProperties properties;
  private final List<TaskCompletionJudge> judges;
  private final CompletedTasks completed;
  private final JobAnswers answers;
  private final MeterRegistry meters;
  private final List<JobWorker> open = new ArrayList<>();
  private @Nullable WaitingJobs waiting;

  TaskListeners(
      CamundaClient client,
      EngineProperties properties,
      List<TaskCompletionJudge> judges,
      CompletedTasks completed,
      JobAnswers answers,
      MeterRegistry meters) {
    this.client = client;
    this.properties = properties;
    this.judges = judges;
    this.completed = completed;
    this.answers = answers;
    this.meters = meters;
  }

  @Override
  public void start() {
    WaitingJobs later = new WaitingJobs(1);
    waiting = later;
    for (TaskCompletionJudge judge : judges) {
      open(judge, judge.jobType(), later);
      judge.formerJobTypes().forEach(former -> open(judge, former, later));
    }
  }

  private void open(TaskCompletionJudge judge, String jobType, WaitingJobs later) {
    open.add(worker(jobType, later, job -> judged(judge, job)));
    open.add(worker(jobType + TaskCompletionJudge.CLAIM, later, job -> claimed(judge, job)));
  }

  /** The reason to deny what a job asks about; empty when there is none. */
  private interface Judgement {
    Optional<String> reasonToDeny(ActivatedJob job);
  }

  private JobWorker worker(String jobType, WaitingJobs later, Judgement judgement) {
    return client
        .newWorker()
        .jobType(jobType)
        .handler((jobs, job) -> judge(judgement, later, jobs, job))
        .name("merchant-review")
        .timeout(properties.jobTimeout())
        .maxJobsActive(properties.jobsActive())
        .streamEnabled(true)
        .open();
  }

  /**
   * Whatever keeps it from judging passes: the job is judged again after a pause, and the reviewer
   * waits that long.
   */
  private void judge(Judgement judgement, WaitingJobs later, JobClient jobs, ActivatedJob job) {
    try {
      answer(jobs, job, judgement.reasonToDeny(job));
    } catch (RuntimeException failed) {
      if (!(failed instanceof NotYetException) && !DatabaseAway.explains(failed)) {
        throw failed;
      }
      log.warn("The judgement of job {} waits: {}", job.getKey(), failed.getMessage());
      again(judgement, later, jobs, job);
    }
  }

  /** Keeps a job, as those of processes are kept, and judges it again after a pause. */
  private void again(Judgement judgement, WaitingJobs later, JobClient jobs, ActivatedJob job) {
    WaitingJobs.Waiting kept =
        new WaitingJobs.Waiting(
            new EngineJob(
                job.getKey(),
                job.getProcessInstanceKey(),
                job.getBpmnProcessId(),
                job.getElementId()),
            () -> judge(judgement, later, jobs, job),
            () -> giveBack(jobs, job));
    later.add(kept, properties.retryBackoff());
    Duration needed = properties.retryBackoff().plus(properties.jobTimeout());
    answers.send(
        () -> client.newUpdateTimeoutCommand(job).timeout(needed).send(),
        failure -> later.refused(kept, failure));
  }

  private void giveBack(JobClient jobs, ActivatedJob job) {
    answers.send(
        () ->
            jobs.newFailCommand(job)
                .retries(job.getRetries())
                .errorMessage("the service stops")
                .send(),
        failure -> log.debug("Job {} is gone: {}", job.getKey(), failure.getMessage()));
  }

  private Optional<String> judged(TaskCompletionJudge judge, ActivatedJob job) {
    TaskCompletion completion = completion(job);
    Optional<String> reason = judge.reasonToDeny(completion);
    if (reason.isEmpty()) {
      completed.keep(completion, judge.formVariables());
    }
    count("merchantreview.task.completions", reason);
    return reason;
  }

  /** Giving a task back is always right. */
  private Optional<String> claimed(TaskCompletionJudge judge, ActivatedJob job) {
    TaskCompletion claim = completion(job);
    Optional<String> reason =
        claim.assignee().isEmpty() ? Optional.empty() : judge.reasonToDenyClaim(claim);
    count("merchantreview.task.claims", reason);
    return reason;
  }

  private void count(String meter, Optional<String> reason) {
    meters.counter(meter, "outcome", reason.isPresent() ? "denied" : "allowed").increment();
  }

  private void answer(JobClient jobs, ActivatedJob job, Optional<String> reason) {
    answers.send(
        () ->
            jobs.newCompleteCommand(job)
                .withResult(
                    result ->
                        reason.isPresent()
                            ? result.forUserTask().deny(true, reason.get())
                            : result.forUserTask().deny(false))
                .send(),
        failure ->
            log.warn(
                "Job {} is judged but the engine was not told: {}",
                job.getKey(),
                failure.getMessage()));
  }

  /** A gateway tells the task apart from the job; an engine without one tells it in headers. */
  private static TaskCompletion completion(ActivatedJob job) {
    UserTaskProperties task = job.getUserTask();
    String key =
        task != null && task.getUserTaskKey() != null
            ? task.getUserTaskKey().toString()
            : job.getCustomHeaders().get(KEY_HEADER);
    String assignee =
        task != null ? task.getAssignee() : job.getCustomHeaders().get(ASSIGNEE_HEADER);
    if (key == null) {
      throw new IllegalStateException(
          "job " + job.getKey() + " is about no user task: " + job.getCustomHeaders().keySet());
    }
    return new TaskCompletion(
        Long.parseLong(key),
        job.getKey(),
        job.getProcessInstanceKey(),
        job.getElementId(),
        Optional.ofNullable(assignee).filter(name -> !name.isBlank()),
        job.getVariablesAsMap());
  }

  @Override
  public void stop() {
    if (waiting != null) {
      waiting.close();
    }
    List<JobWorker> closing = List.copyOf(open);
    open.clear();
    BoundedClose.close("task-listeners", () -> closing.forEach(JobWorker::close));
  }

  @Override
  public boolean isRunning() {
    return !open.isEmpty();
  }
}
