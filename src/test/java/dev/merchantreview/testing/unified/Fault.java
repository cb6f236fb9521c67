package dev.merchantreview.testing.unified;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong with an answer. */
public sealed interface Fault {

  /** A refusal with a body as of RFC 9457. */
  record Refused(int status, String title, String detail, @Nullable Duration retryAfter)
      implements Fault {}

  /** The connection ends without an answer. */
  record Dropped() implements Fault {}

  /** The answer waits until the test lets it go. */
  record Held(CountDownLatch until) implements Fault {}

  /** A page for people, as of a proxy, where JSON is due. */
  record Html(int status) implements Fault {}

  /** An answer that the schema does not admit, on purpose. */
  record Unlike(Consumer<ObjectNode> change) implements Fault {}

  /** 403: what the caller may not. */
  static Fault forbidden() {
    return new Refused(403, "FORBIDDEN", "Unauthorized to perform operation 'READ'", null);
  }

  /** 404: what is not there, or not yet. */
  static Fault notFound() {
    return new Refused(404, "NOT_FOUND", "No such thing", null);
  }

  /**
   * 429.
   *
   * @param retryAfter told in whole seconds; null tells nothing
   */
  static Fault tooManyRequests(@Nullable Duration retryAfter) {
    return new Refused(429, "Too Many Requests", "The limit of requests is reached", retryAfter);
  }

  /** 503 of a cluster under more load than it bears. */
  static Fault resourceExhausted() {
    return new Refused(
        503, "RESOURCE_EXHAUSTED", "Request was rejected, the cluster is under load", null);
  }
}
