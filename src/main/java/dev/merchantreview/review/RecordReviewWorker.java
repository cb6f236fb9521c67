package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records a reviewer's verdict, under the name the cluster has on record for the completed task.
 *
 * @param <V> what it reads of the process
 */
public abstract class RecordReviewWorker<V extends Record & RecordReviewWorker.FormVariables>
    implements ProcessWorker<V> {

  private final String jobType;
  private final Class<V> variables;
  private final ReviewTasks tasks;
  private final ReviewedTask userTask;

  /**
   * @param userTask the one whose completion is recorded
   */
  protected RecordReviewWorker(
      String jobType, Class<V> variables, ReviewTasks tasks, ReviewedTask userTask) {
    this.jobType = jobType;
    this.variables = variables;
    this.tasks = tasks;
    this.userTask = userTask;
  }

  /**
   * What a form let out. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  public interface FormVariables {

    String caseId();

    @Nullable Object verdict();

    @Nullable Object problems();

    @Nullable Object reason();
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<V> variables() {
    return variables;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, V given) {
    Asked asked = CaseVariables.asked(given.caseId(), job);
    CompletedTask task =
        tasks
            .completed(asked, userTask)
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    Review review =
        new ReviewForm(given.verdict(), given.problems(), given.reason())
            .review(task.taskKey(), task.assignee());
    return () -> record(asked, given, review);
  }

  /** Records it in the job's transaction; answers what the process has to know. */
  protected abstract Map<String, Object> record(Asked asked, V given, Review review);
}
