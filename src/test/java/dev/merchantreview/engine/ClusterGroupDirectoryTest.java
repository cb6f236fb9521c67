package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Fault;
import dev.merchantreview.testing.unified.Operation;
import dev.merchantreview.testing.unified.StandInCluster;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Asks who is in a group on the wire of each line. */
@ParameterizedClass
@EnumSource(ApiLine.class)
class ClusterGroupDirectoryTest {

  private static final List<String> EVERYBODY =
      IntStream.range(0, 2_345).mapToObj(i -> "finance" + i).toList();

  @Parameter ApiLine line;

  private StandInCluster cluster;
  private CamundaClient client;
  private GroupDirectory directory;

  @BeforeEach
  void connects() {
    cluster =
        new StandInCluster(line)
            .group("finance", EVERYBODY)
            .group("store-auditors", List.of("auditor1"));
    client =
        CamundaClient.newClientBuilder()
            .restAddress(cluster.url())
            .grpcAddress(URI.create("http://127.0.0.1:9"))
            .build();
    directory = new ClusterGroupDirectory(client);
  }

  @AfterEach
  void keepsToTheSchema() {
    client.close();
    cluster.close();
  }

  @Test
  void readsEveryPageOfAGroup() {
    assertThat(directory.members("finance")).containsExactlyInAnyOrderElementsOf(EVERYBODY);
    assertThat(directory.members("store-auditors")).containsExactly("auditor1");
    assertThat(directory.members("product-reviewers")).isEmpty();
    assertThat(cluster.requests("/v2/groups/finance/users/search")).isEqualTo(3);
    assertThat(cluster.requests("/v2/groups/")).isEqualTo(5);
  }

  @Test
  void readsMoreThanTheClusterCounts() {
    cluster.countsUpTo(1_000);
    assertThat(directory.members("finance")).hasSameSizeAs(EVERYBODY);
  }

  /** The client itself asks once more: two refusals are one question that is not answered. */
  @Test
  void saysThatNobodyAnswers() {
    cluster.next(Operation.SEARCH_USERS_OF_GROUP, 2, Fault.resourceExhausted());
    assertSaysNotYet();
    assertThat(directory.members("store-auditors")).containsExactly("auditor1");
    cluster.close();
    assertSaysNotYet();
  }

  @Test
  void takesNoAnswerWithoutItsItemsForAGroupNobodyIsIn() {
    cluster.next(
        Operation.SEARCH_USERS_OF_GROUP,
        1,
        new Fault.Unlike((ObjectNode answer) -> answer.remove("items")));
    assertSaysNotYet();
  }

  private void assertSaysNotYet() {
    assertThatThrownBy(() -> directory.members("finance"))
        .isInstanceOf(NotYetException.class)
        .hasMessageContaining("finance");
  }
}
