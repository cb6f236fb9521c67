package dev.merchantreview.engine;

import java.util.Map;
import java.util.Optional;

/**
 * A user task somebody is about to complete.
 *
 * @param taskKey the task's key
 * @param jobKey of the job that asks; another one for each attempt to complete the task
 * @param assignee who completes it; empty when nobody is on record
 * @param variables what the completion brings, not mapped yet
 */
public record TaskCompletion(
    long taskKey,
    long jobKey,
    long processInstanceKey,
    String elementId,
    Optional<String> assignee,
    Map<String, Object> variables) {}
