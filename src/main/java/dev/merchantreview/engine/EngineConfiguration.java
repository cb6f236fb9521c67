package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CredentialsProvider;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** Connects lazily: the service starts and accepts requests while the cluster is away. */
  @Bean(destroyMethod = "")
  CamundaClient camundaClient(EngineProperties properties) {
    return builder(properties)
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
  Model model() {
    return Model.built();
  }

  @Bean
  DisposableBean camundaClientShutdown(CamundaClient client) {
    return () -> BoundedClose.close("camunda-client", client::close);
  }

  private static CamundaClientBuilder builder(EngineProperties properties) {
    EngineProperties.Saas saas = properties.saas();
    if (saas != null) {
      return CamundaClient.newCloudClientBuilder()
          .withClusterId(saas.clusterId())
          .withClientId(saas.clientId())
          .withClientSecret(saas.clientSecret())
          .withRegion(saas.region());
    }
    CamundaClientBuilder builder =
        CamundaClient.newClientBuilder()
            .grpcAddress(properties.grpcAddress())
            .restAddress(properties.restAddress());
    EngineProperties.OAuth oauth = properties.oauth();
    if (oauth != null) {
      builder.credentialsProvider(
          CredentialsProvider.newCredentialsProviderBuilder()
              .clientId(oauth.clientId())
              .clientSecret(oauth.clientSecret())
              .audience(oauth.audience())
              .authorizationServerUrl(oauth.authorizationServer().toString())
              .build());
    }
    return builder;
  }
}
