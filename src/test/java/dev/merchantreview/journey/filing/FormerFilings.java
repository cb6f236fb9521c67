package dev.merchantreview.journey.filing;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.util.Map;

/**
 * Filings as the version kept them that started an instance for each round of review and none while
 * the qualification was waited for. The engine must not be anybody else's meanwhile.
 */
public final class FormerFilings {

  private final LiveSelling selling;
  private final TestPlatform platform;

  public FormerFilings(LiveSelling selling) {
    this.selling = selling;
    this.platform = selling.platform;
  }

  /** One that waits for its owner. */
  public String pending() {
    platform.unplugEngine();
    String id = selling.selfBuilt();
    asBefore(id);
    platform.plugEngineIn();
    return id;
  }

  /** One in review; its instance runs by the newest diagram there is. */
  public String inReview() {
    platform.unplugEngine();
    String id = selling.selfBuilt();
    selling.submit(id);
    asBefore(id);
    platform.plugEngineIn();
    CamundaClient engine = platform.bean(CamundaClient.class);
    TestPlatform.await("the engine", () -> answers(engine));
    engine
        .newPublishMessageCommand()
        .messageName("streamer-filing-submitted")
        .correlationKey(id + ":1")
        .timeToLive(Duration.ofMinutes(5))
        .variables(Map.of("caseId", id, "round", 1, "roundKey", id + ":1"))
        .send()
        .join();
    return id;
  }

  private static boolean answers(CamundaClient engine) {
    try {
      engine.newTopologyRequest().send().join();
      return true;
    } catch (ClientException away) {
      return false;
    }
  }

  private void asBefore(String id) {
    platform
        .database()
        .sql("delete from engine_outbox where case_id = :id and sent_at is null")
        .param("id", id)
        .update();
    platform
        .database()
        .sql(
            "update filing set cycle = 0, data = data || '{\"cycle\": 0}',"
                + " review = review || '{\"waiting\": null}' where id = :id")
        .param("id", id)
        .update();
  }
}
