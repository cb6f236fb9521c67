package dev.merchantreview.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the machine found of a round when it looked, as it is kept.
 *
 * @param elementId the BPMN element that asked for it; null where that was not kept
 * @param rules one result for each rule
 * @param tables the decision tables that were asked: {@code decision}, {@code version}, {@code
 *     rules} that matched, {@code inputs} and {@code output}, {@code edition}, {@code inForceSince}
 *     and {@code notice}; what comes after the rules was not always kept
 */
public record Examination(
    Instant at,
    @Nullable String elementId,
    List<RuleResult> rules,
    List<Map<String, Object>> tables) {}
