package dev.merchantreview.engine;

import org.springframework.stereotype.Component;

/** Which API the records are read through: the cluster decides, and may change its mind. */
@Component
class RecordsChoice {

  private final ConnectedCluster cluster;
  private final WebApplicationRecords webApplications;
  private final UnifiedRecords unified;

  RecordsChoice(
      ConnectedCluster cluster, WebApplicationRecords webApplications, UnifiedRecords unified) {
    this.cluster = cluster;
    this.webApplications = webApplications;
    this.unified = unified;
  }

  /**
   * The records as the cluster has them now.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when it does not answer
   */
  ClusterRecords now() {
    return cluster.isUnified() ? unified : webApplications;
  }
}
