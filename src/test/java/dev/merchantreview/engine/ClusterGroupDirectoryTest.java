package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.StandInIdentity;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asks who is in a group on the wire. */
class ClusterGroupDirectoryTest {

  private final StandInIdentity identity = new StandInIdentity();
  private final CamundaClient client =
      CamundaClient.newClientBuilder()
          .restAddress(URI.create(identity.url()))
          .grpcAddress(URI.create("http://127.0.0.1:9"))
          .build();
  private final GroupDirectory directory = new ClusterGroupDirectory(client);

  @AfterEach
  void close() {
    client.close();
    identity.close();
  }

  @Test
  void readsEveryPageOfAGroup() {
    List<String> everybody = IntStream.range(0, 2_345).mapToObj(i -> "finance" + i).toList();
    identity.group("finance", everybody).group("store-auditors", List.of("auditor1"));
    assertThat(directory.members("finance")).containsExactlyInAnyOrderElementsOf(everybody);
    assertThat(directory.members("store-auditors")).containsExactly("auditor1");
    assertThat(directory.members("product-reviewers")).isEmpty();
  }

  @Test
  void saysThatNobodyAnswers() {
    identity.refuse(10);
    assertThatThrownBy(() -> directory.members("finance"))
        .isInstanceOf(NotYetException.class)
        .hasMessageContaining("finance");
    identity.close();
    assertThatThrownBy(() -> directory.members("finance")).isInstanceOf(NotYetException.class);
  }
}
