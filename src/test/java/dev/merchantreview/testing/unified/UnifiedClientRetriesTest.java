package dev.merchantreview.testing.unified;

import static dev.merchantreview.testing.unified.Operation.SEARCH_INSTANCES;
import static dev.merchantreview.testing.unified.Operation.UPDATE_USER_TASK;
import static dev.merchantreview.testing.unified.ReviewOnRecord.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.response.ProcessInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often and when the real client asks again by itself. It does so on every line alike, and
 * waits a second at least, so that this is tried on one only.
 */
class UnifiedClientRetriesTest extends RealClient {

  @Override
  ApiLine line() {
    return ApiLine.V8_9;
  }

  private List<ProcessInstance> search() {
    return client.newProcessInstanceSearchRequest().execute().items();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void asksOnceMoreAfterASecondWhereTheClusterIsUnderLoad(int status) {
    Fault fault = status == 429 ? Fault.tooManyRequests(null) : Fault.resourceExhausted();
    cluster.next(SEARCH_INSTANCES, 1, fault);
    assertThat(search()).hasSize(2);
    assertThat(cluster.requests()).hasSize(2);

    cluster.always(SEARCH_INSTANCES, fault);
    assertThatThrownBy(this::search)
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(status));
    assertThat(cluster.requests()).hasSize(4);
  }

  @Test
  void waitsAsLongAsToldEvenBeyondItsTimeout() {
    cluster.next(SEARCH_INSTANCES, 1, Fault.tooManyRequests(Duration.ofSeconds(4)));
    long before = System.nanoTime();
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .requestTimeout(Duration.ofSeconds(3))
                .execute()
                .items())
        .hasSize(2);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThan(Duration.ofMillis(3_500));
  }

  @Test
  void asksOnceMoreForAChangeAsWell() {
    cluster.next(UPDATE_USER_TASK, 1, Fault.resourceExhausted());
    client.newUpdateUserTaskCommand(TASK.key()).priority(3).execute();
    assertThat(cluster.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504})
  void doesNotAskAgainAfterOtherFailures(int status) {
    cluster.next(SEARCH_INSTANCES, 1, new Fault.Refused(status, "INTERNAL_ERROR", "No", null));
    assertThatThrownBy(this::search)
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(status));
    assertThat(cluster.requests()).hasSize(1);
  }
}
