package dev.merchantreview.engine;

import dev.merchantreview.shared.DeskProperties;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** Connects lazily: the service starts and accepts requests while the cluster is away. */
  @Bean(destroyMethod = "")
  CamundaClient camundaClient(EngineProperties properties, ClusterTokens tokens) {
    return builder(properties, tokens)
        .defaultRequestTimeout(properties.requestTimeout())
        .defaultMessageTimeToLive(properties.messageTimeToLive())
        .defaultJobTimeout(properties.jobTimeout())
        .numJobWorkerExecutionThreads(properties.jobThreads())
        // 8.6 answers gRPC completely; its REST searches have another shape than this client
        // expects.
        .preferRestOverGrpc(false)
        .build();
  }

  @Bean
  Model model(DeskProperties desk) {
    return Model.built(desk.language());
  }

  @Bean
  DisposableBean camundaClientShutdown(CamundaClient client) {
    return () -> BoundedClose.close("camunda-client", client::close);
  }

  private static CamundaClientBuilder builder(EngineProperties properties, ClusterTokens tokens) {
    CamundaClientBuilder builder = addressed(properties);
    tokens.credentials().ifPresent(builder::credentialsProvider);
    return builder;
  }

  private static CamundaClientBuilder addressed(EngineProperties properties) {
    EngineProperties.Saas saas = properties.saas();
    return saas == null
        ? CamundaClient.newClientBuilder()
            .grpcAddress(properties.grpcAddress())
            .restAddress(properties.restAddress())
        : CamundaClient.newCloudClientBuilder()
            .withClusterId(saas.clusterId())
            .withClientId(saas.clientId())
            .withClientSecret(saas.clientSecret())
            .withRegion(saas.region());
  }
}
