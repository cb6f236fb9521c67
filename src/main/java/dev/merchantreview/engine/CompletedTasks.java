package dev.merchantreview.engine;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who completed user tasks, as the cluster told when it asked. */
@Repository
class CompletedTasks {

  private final JdbcClient jdbc;

  CompletedTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The latest completion counts: one that was allowed may still fail in the engine and be repeated
   * by another person.
   */
  void keep(TaskCompletion completion) {
    jdbc.sql(
            "insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, asked_at)"
                + " values (:key, :instance, :element, :assignee, now()) on conflict (task_key) do update"
                + " set assignee = excluded.assignee, asked_at = excluded.asked_at")
        .param("key", completion.taskKey())
        .param("instance", completion.processInstanceKey())
        .param("element", completion.elementId())
        .param("assignee", completion.assignee().orElse(null))
        .update();
  }

  Optional<TaskDirectory.CompletedTask> after(
      long processInstanceKey, String elementId, long afterTaskKey) {
    return jdbc.sql(
            "select task_key, assignee from engine_completed_task where process_instance_key = :instance"
                + " and element_id = :element and task_key > :after order by task_key limit 1")
        .param("instance", processInstanceKey)
        .param("element", elementId)
        .param("after", afterTaskKey)
        .query(
            (row, number) ->
                new TaskDirectory.CompletedTask(
                    row.getLong("task_key"), Optional.ofNullable(row.getString("assignee"))))
        .optional();
  }
}
