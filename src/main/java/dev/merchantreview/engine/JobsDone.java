package dev.merchantreview.engine;

import dev.merchantreview.database.WriteBehind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jobs whose work has committed, with what they answered: a job given out twice is done once.
 */
@Component
public class JobsDone {

  private static final String CLAIM =
      "insert into engine_job_done (job_key, job_type, process_instance_key, result, done_at)"
          + " values (:key, :type, :instance, '{}', now()) on conflict do nothing";

  private static final String ANSWER =
      "update engine_job_done set result = cast(:result as jsonb) where job_key = :key";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final WriteBehind writes;
  private final JsonMapper json;

  JobsDone(JdbcClient jdbc, TransactionTemplate transaction, WriteBehind writes, JsonMapper json) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.writes = writes;
    this.json = json;
  }

  /** What a job answered when it was done; empty when it was not done yet. */
  public Optional<Map<String, Object>> result(long jobKey) {
    return jdbc.sql("select result from engine_job_done where job_key = :key")
        .param("key", jobKey)
        .query(String.class)
        .optional()
        .map(text -> json.readValue(text, new TypeReference<Map<String, Object>>() {}));
  }

  /** Works on a job as its worker does, if that was not done yet; what it answers. */
  public <V extends Record> Map<String, Object> of(
      ProcessWorker<V> worker, EngineJob job, V variables) {
    return result(job.key())
        .orElseGet(
            () ->
                once(
                    worker.jobType(),
                    job.key(),
                    job.processInstanceKey(),
                    worker.prepare(job, variables)));
  }

  /**
   * Does a job's work, in one transaction with the record of it; or answers what it answered.
   * Whoever is given the job meanwhile waits at its record, before it does anything; the answer
   * goes there with what the work writes.
   */
  public Map<String, Object> once(
      String type, long jobKey, long processInstanceKey, Supplier<Map<String, Object>> work) {
    return transaction.execute(
        status -> {
          int claimed =
              jdbc.sql(CLAIM)
                  .param("key", jobKey)
                  .param("type", type)
                  .param("instance", processInstanceKey)
                  .update();
          if (claimed == 0) {
            return result(jobKey).orElseThrow();
          }
          Map<String, Object> answer = work.get();
          writes.add(ANSWER, Map.of("key", jobKey, "result", json.writeValueAsString(answer)));
          return answer;
        });
  }
}
