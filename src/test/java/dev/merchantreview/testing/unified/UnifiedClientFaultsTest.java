package dev.merchantreview.testing.unified;

import static dev.merchantreview.testing.unified.Operation.GET_XML;
import static dev.merchantreview.testing.unified.Operation.SEARCH_INSTANCES;
import static dev.merchantreview.testing.unified.ReviewOnRecord.DEFINITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.MalformedResponseException;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the real client makes of each fault. Who reads through it builds on this. */
@ParameterizedClass
@EnumSource(ApiLine.class)
class UnifiedClientFaultsTest extends RealClient {

  @Parameter ApiLine line;

  @Override
  ApiLine line() {
    return line;
  }

  private List<ProcessInstance> search() {
    return client.newProcessInstanceSearchRequest().execute().items();
  }

  private void unlike(Consumer<ObjectNode> change) {
    cluster.next(SEARCH_INSTANCES, 1, new Fault.Unlike(change));
  }

  private void unlikeFirst(Consumer<ObjectNode> change) {
    unlike(body -> change.accept((ObjectNode) body.path("items").path(0)));
  }

  @Test
  void tellsARefusalWithItsProblem() {
    cluster.next(SEARCH_INSTANCES, 1, Fault.forbidden());
    assertThatThrownBy(this::search)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(403);
              assertThat(refused.details().getTitle()).isEqualTo("FORBIDDEN");
            });
    assertThatThrownBy(() -> client.newProcessInstanceGetRequest(99).execute())
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(404));
    assertThatThrownBy(() -> client.newProcessDefinitionGetXmlRequest(99).execute())
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(404));
    assertThatThrownBy(() -> client.newUpdateUserTaskCommand(99).priority(1).execute())
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(404));
    assertThat(cluster.requests()).hasSize(4);
  }

  @Test
  void doesNotAskAgainWhereTheConnectionIsDropped() {
    cluster.next(SEARCH_INSTANCES, 1, new Fault.Dropped());
    assertThatThrownBy(this::search)
        .isInstanceOf(ClientException.class)
        .isNotInstanceOf(ClientHttpException.class)
        .hasRootCauseInstanceOf(ConnectionClosedException.class);
    assertThat(cluster.requests()).hasSize(1);
  }

  @Test
  void givesUpWhereTheAnswerIsSlow() {
    CountDownLatch answers = new CountDownLatch(1);
    cluster.next(SEARCH_INSTANCES, 1, new Fault.Held(answers));
    assertThatThrownBy(
            () ->
                client
                    .newProcessInstanceSearchRequest()
                    .requestTimeout(Duration.ofMillis(300))
                    .execute())
        .isInstanceOf(ClientException.class)
        .isNotInstanceOf(ClientHttpException.class)
        .hasRootCauseInstanceOf(SocketTimeoutException.class);
    answers.countDown();
    assertThat(cluster.requests()).hasSize(1);
  }

  @Test
  void cannotReadAPageForPeople() {
    for (int status : new int[] {200, 502}) {
      cluster.next(SEARCH_INSTANCES, 1, new Fault.Html(status));
      assertThatThrownBy(this::search)
          .isInstanceOfSatisfying(
              MalformedResponseException.class, odd -> assertThat(odd.code()).isEqualTo(status));
    }
  }

  @Test
  void takesAPageForPeopleForADiagram() {
    cluster.next(GET_XML, 1, new Fault.Html(200));
    assertThat(client.newProcessDefinitionGetXmlRequest(DEFINITION.key()).execute())
        .startsWith("<html>");
  }

  @Test
  void bearsWhatItDoesNotKnow() {
    unlikeFirst(item -> item.put("colour", "red"));
    assertThat(search()).hasSize(2);
    unlikeFirst(item -> item.put("state", "SUSPENDED"));
    assertThat(search().getFirst().getState()).isEqualTo(ProcessInstanceState.UNKNOWN_ENUM_VALUE);
    unlikeFirst(item -> item.put("processInstanceKey", 5L));
    assertThat(search().getFirst().getProcessInstanceKey()).isEqualTo(5L);
  }

  @Test
  void givesNullForWhatIsMissingAndNothingForMissingItems() {
    unlikeFirst(item -> item.remove(List.of("processInstanceKey", "state", "startDate")));
    ProcessInstance found = search().getFirst();
    assertThat(found.getProcessInstanceKey()).isNull();
    assertThat(found.getState()).isNull();
    assertThat(found.getStartDate()).isNull();
    unlike(body -> body.remove("items"));
    assertThat(search()).isEmpty();
  }

  @Test
  void cannotReadAnAnswerWithoutItsPageOrWithATimeOfAnotherForm() {
    unlike(body -> body.remove("page"));
    assertThatThrownBy(this::search)
        .isInstanceOf(MalformedResponseException.class)
        .hasRootCauseInstanceOf(NullPointerException.class);
    unlikeFirst(item -> item.put("startDate", "2026-03-02T04:00:00.000+0000"));
    assertThatThrownBy(this::search)
        .isInstanceOf(MalformedResponseException.class)
        .hasRootCauseInstanceOf(DateTimeParseException.class);
  }

  @Test
  void tells401WhereNobodyHasCredentials() {
    cluster.requireToken("valid");
    assertThatThrownBy(this::search)
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(401));
    assertThat(cluster.tokens()).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksWithTheNextTokenWhereTheProviderSaysThatItMay(boolean again) {
    cluster.requireToken("second");
    Tokens tokens = new Tokens(again);
    try (CamundaClient authorized =
        CamundaClient.newClientBuilder()
            .restAddress(cluster.url())
            .credentialsProvider(tokens)
            .build()) {
      if (again) {
        assertThat(authorized.newProcessInstanceSearchRequest().execute().items()).hasSize(2);
        assertThat(cluster.tokens()).containsExactly("first", "second");
      } else {
        assertThatThrownBy(() -> authorized.newProcessInstanceSearchRequest().execute())
            .isInstanceOf(ProblemException.class);
        assertThat(cluster.tokens()).containsExactly("first");
      }
      assertThat(tokens.refusals).isOne();
    }
  }

  /** Has a new token after each refusal, as a provider does that gets one by OAuth. */
  private static final class Tokens implements CredentialsProvider {

    private final boolean again;
    private volatile String now = "first";
    private volatile int refusals;

    Tokens(boolean again) {
      this.again = again;
    }

    @Override
    public void applyCredentials(CredentialsApplier request) {
      request.put("Authorization", "Bearer " + now);
    }

    @Override
    public boolean shouldRetryRequest(StatusCode status) {
      refusals++;
      now = "second";
      return again;
    }
  }
}
