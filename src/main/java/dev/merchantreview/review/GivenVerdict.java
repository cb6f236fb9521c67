package dev.merchantreview.review;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on a round that counted.
 *
 * @param verdict as it was given: a round sent back too often is rejected
 * @param by a reviewer, the service itself, or a provider
 * @param elementId the user task it was given in; null when no person gave it
 * @param group whose verdict that task asks for; null when no person gave it
 * @param taskKey the task's key in the engine; null when no person gave it
 */
public record GivenVerdict(
    Verdict verdict,
    ActorRef by,
    Instant at,
    @Nullable String elementId,
    @Nullable String group,
    @Nullable Long taskKey,
    List<Problem> problems,
    @Nullable String reason) {}
