package dev.merchantreview.engine;

/**
 * The facts about a job that a worker may rely on, because the engine and not a form says them.
 *
 * @param key the job's key, the same on every try
 * @param processInstanceKey the process instance that asks
 * @param processId the BPMN process it is an instance of
 * @param elementId the BPMN element that asks
 */
public record EngineJob(long key, long processInstanceKey, String processId, String elementId) {}
