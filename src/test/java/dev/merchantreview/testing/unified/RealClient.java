package dev.merchantreview.testing.unified;

import io.camunda.client.CamundaClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The real client before a stand-in that keeps one review, for each test anew. */
abstract class RealClient {

  StandInCluster cluster;
  CamundaClient client;

  /** Which line the cluster is of. */
  abstract ApiLine line();

  @BeforeEach
  final void connects() {
    cluster = ReviewOnRecord.on(line());
    client = CamundaClient.newClientBuilder().restAddress(cluster.url()).build();
  }

  @AfterEach
  final void keepsToTheSchema() {
    client.close();
    cluster.close();
  }
}
