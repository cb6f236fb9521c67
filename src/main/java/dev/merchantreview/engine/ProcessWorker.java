package dev.merchantreview.engine;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Carries out one type of job. Every bean of this type is registered with the engine.
 *
 * @param <V> a record of the variables the worker reads; no others are fetched
 */
public interface ProcessWorker<V extends Record> {

  /** {@code <module>.<verb>-<object>}, as in the BPMN. */
  String jobType();

  /** The names it had in earlier diagrams, for the instances that still run by them. */
  default Set<String> formerJobTypes() {
    return Set.of();
  }

  Class<V> variables();

  /**
   * Asks outside what must be asked, then returns the work that changes things. The work runs in
   * one transaction together with the record that this job was done, so a job given out twice
   * changes things once; what it returns are the new variables.
   *
   * @throws NotYetException when what is needed is not there yet; the job is tried again and loses
   *     no retry
   */
  Supplier<Map<String, Object>> prepare(EngineJob job, V variables);
}
