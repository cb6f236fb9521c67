package dev.merchantreview.engine;

import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import java.time.Duration;
import java.util.List;

/** The processes, decisions and forms the service was built with, for tests that change them. */
public final class PresentModel {

  private PresentModel() {}

  /** Deploys it once more, as the service does: it is the newest then. */
  public static void deploy(TestPlatform platform) {
    List<Model.File> files = platform.bean(Model.class).asDeployed();
    DeployResourceCommandStep1 command =
        platform.bean(CamundaClient.class).newDeployResourceCommand();
    DeployResourceCommandStep1.DeployResourceCommandStep2 filled =
        command.addResourceBytes(files.getFirst().content(), files.getFirst().name());
    for (Model.File file : files.subList(1, files.size())) {
      filled = filled.addResourceBytes(file.content(), file.name());
    }
    // As long as the service itself gives a deployment; all tests share the two cores.
    filled.requestTimeout(Duration.ofMinutes(1)).send().join();
  }
}
