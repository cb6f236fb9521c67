package dev.merchantreview.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who completed user tasks and what they sent, as the cluster told when it asked. */
@Repository
class CompletedTasks {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  CompletedTasks(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * The latest completion counts: one that was allowed may still fail in the engine and be repeated
   * by another person.
   *
   * @param form the variables of the form, which are kept
   */
  void keep(TaskCompletion completion, Set<String> form) {
    Map<String, @Nullable Object> sent = new HashMap<>();
    form.forEach(name -> sent.put(name, completion.variables().get(name)));
    jdbc.sql(
            "insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, sent, asked_at)"
                + " values (:key, :instance, :element, :assignee, cast(:sent as jsonb), now())"
                + " on conflict (task_key) do update set assignee = excluded.assignee,"
                + " sent = excluded.sent, asked_at = excluded.asked_at")
        .param("key", completion.taskKey())
        .param("instance", completion.processInstanceKey())
        .param("element", completion.elementId())
        .param("assignee", completion.assignee().orElse(null))
        .param("sent", json.writeValueAsString(sent))
        .update();
  }

  /**
   * What the form sent; empty where nobody asked, and where an older release kept the completion.
   */
  Optional<Map<String, @Nullable Object>> sent(long taskKey) {
    return jdbc.sql(
            "select sent from engine_completed_task where task_key = :key and sent is not null")
        .param("key", taskKey)
        .query(String.class)
        .optional()
        .map(sent -> json.readValue(sent, new TypeReference<>() {}));
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
