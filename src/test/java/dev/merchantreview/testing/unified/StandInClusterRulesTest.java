package dev.merchantreview.testing.unified;

import static dev.merchantreview.testing.unified.ReviewOnRecord.ENDED;
import static dev.merchantreview.testing.unified.ReviewOnRecord.INSTANCE;
import static dev.merchantreview.testing.unified.ReviewOnRecord.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.unified.Recorded.Instance;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.SearchResponse;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How the stand-in pages, follows late, refuses, and is held against the schema, on each line. */
@ParameterizedClass
@EnumSource(ApiLine.class)
class StandInClusterRulesTest extends RealClient {

  @Parameter ApiLine line;

  @Override
  ApiLine line() {
    return line;
  }

  @Test
  void givesEachInstanceOnceOverManyPages() {
    LongStream.range(0, 2_343)
        .forEach(i -> cluster.put(new Instance(3_000_000 + i, 12, "ACTIVE", false, NOON, null)));
    List<Long> seen = new ArrayList<>();
    String cursor = null;
    do {
      String after = cursor;
      SearchResponse<ProcessInstance> page =
          client
              .newProcessInstanceSearchRequest()
              .sort(by -> by.startDate().desc())
              .page(
                  one -> {
                    if (after == null) {
                      one.limit(500);
                    } else {
                      one.after(after).limit(500);
                    }
                  })
              .execute();
      assertThat(page.page().totalItems()).isEqualTo(2_345);
      seen.addAll(keys(page));
      assertThat(seen).hasSizeLessThanOrEqualTo(2_345);
      cursor = page.items().isEmpty() ? null : page.page().endCursor();
    } while (cursor != null);

    assertThat(seen).hasSize(2_345).doesNotHaveDuplicates();
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .page(one -> one.from(2_340).limit(10))
                    .execute()))
        .isEqualTo(seen.stream().sorted().skip(2_340).toList());
  }

  @Test
  void pagesBackwardsFromACursor() {
    SearchResponse<ProcessInstance> last =
        client.newProcessInstanceSearchRequest().page(one -> one.from(1)).execute();
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .page(one -> one.before(last.page().startCursor()))
                    .execute()))
        .containsExactly(INSTANCE.key());
  }

  @Test
  void saysThatThereIsMoreThanItCounts() {
    cluster.countsUpTo(1);
    SearchResponse<ProcessInstance> all = client.newProcessInstanceSearchRequest().execute();
    assertThat(all.items()).hasSize(2);
    assertThat(all.page().totalItems()).isEqualTo(1);
    assertThat(all.page().hasMoreTotalItems()).isTrue();
  }

  @Test
  void findsLateWhatIsHeldBack() {
    cluster.hold(Kind.INSTANCE);
    cluster.put(new Instance(INSTANCE.key(), 12, "COMPLETED", false, NOON, NOON.plusHours(2)));
    assertThat(state()).isEqualTo(ProcessInstanceState.ACTIVE);
    cluster.release(Kind.INSTANCE);
    assertThat(state()).isEqualTo(ProcessInstanceState.COMPLETED);

    cluster.hold(Kind.INSTANCE, 2);
    cluster.remove(INSTANCE);
    state();
    state();
    assertThat(keys(client.newProcessInstanceSearchRequest().execute()))
        .containsExactly(ENDED.key());
  }

  private ProcessInstanceState state() {
    return client.newProcessInstanceGetRequest(INSTANCE.key()).execute().getState();
  }

  @Test
  void refusesWhatTheSchemaDoesNotHave() throws Exception {
    HttpResponse<String> answer =
        post("/v2/process-instances/search", "{\"filter\":{\"colour\":\"red\"}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("colour");
    assertThat(
            post("/v2/process-instances/search", "{\"filter\":{\"state\":\"LOST\"}}").statusCode())
        .isEqualTo(400);
    assertThat(
            post("/v2/process-instances/search", "{\"page\":{\"from\":1,\"after\":\"WzFd\"}}")
                .statusCode())
        .isEqualTo(400);
    assertThat(post("/v2/user-tasks/search", "{\"sort\":[{\"order\":\"ASC\"}]}").statusCode())
        .isEqualTo(400);
    assertThat(post("/v2/user-tasks/search", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void recordsWhatIsAskedOutsideOfTheApi() throws Exception {
    assertThat(post("/v1/process-instances/search", "{}").statusCode()).isEqualTo(404);
    client.newProcessInstanceSearchRequest().execute();
    assertThat(cluster.requests("/v1/")).isOne();
    assertThat(cluster.requests("/v2/process-instances")).isOne();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(cluster.url().resolve(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void failsAtTheEndWhereAnAnswerIsNotAsTheSchemaSays() {
    StandInCluster wrong = ReviewOnRecord.on(line);
    wrong.put(new Instance(INSTANCE.key(), 12, "PAUSED", false, NOON, null));
    try (CamundaClient asking = CamundaClient.newClientBuilder().restAddress(wrong.url()).build()) {
      asking.newProcessInstanceSearchRequest().execute();
    }
    assertThatThrownBy(wrong::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("/items/0/state");
  }

  private static List<Long> keys(SearchResponse<ProcessInstance> found) {
    return found.items().stream().map(ProcessInstance::getProcessInstanceKey).toList();
  }
}
