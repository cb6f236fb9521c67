package dev.merchantreview.journey.engine;

import dev.merchantreview.engine.PresentModel;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Diagrams of now and of the time before all had the same job types for the steps of a review. */
final class Diagrams {

  static final Path FORMER = Path.of("src/test/resources/former-diagrams");

  /** Of the time when every platform walked one road, its phases in sub-processes. */
  static final Path EARLIER = Path.of("src/test/resources/earlier-diagrams");

  /** Of the time when what the rules of the audit's day refuse was the auditor's to send back. */
  static final Path HUB = Path.of("src/test/resources/hub-diagrams");

  /** Of the time when the diagram of a membership called no table: the service's jobs asked. */
  static final Path ASKING = Path.of("src/test/resources/asking-diagrams");

  static final Path PRESENT = Path.of("bpmn");

  private Diagrams() {}

  /**
   * All that belongs to a diagram: the present ones as the service deploys them, those of former
   * times as it did before there were version tags.
   */
  static void deploy(TestPlatform platform, Path diagrams) throws IOException {
    if (diagrams.equals(PRESENT)) {
      PresentModel.deploy(platform);
      return;
    }
    DeployResourceCommandStep1 command =
        platform.bean(CamundaClient.class).newDeployResourceCommand();
    DeployResourceCommandStep1.DeployResourceCommandStep2 files = null;
    for (Path file : files(diagrams)) {
      byte[] content = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      files =
          files == null
              ? command.addResourceBytes(content, name)
              : files.addResourceBytes(content, name);
    }
    // As long as the service itself gives a deployment; all tests share the two cores.
    files.requestTimeout(Duration.ofMinutes(1)).send().join();
  }

  /** Time and diagrams are as other tests expect them again. */
  static void returnToPresent(TestPlatform platform) throws IOException {
    platform.returnToPresent();
    deploy(platform, PRESENT);
  }

  private static List<Path> files(Path diagrams) throws IOException {
    try (Stream<Path> own = Files.list(diagrams);
        Stream<Path> forms = Files.list(PRESENT.resolve("forms"));
        Stream<Path> rules = Files.list(PRESENT.resolve("rules"))) {
      return Stream.of(own, forms, rules)
          .flatMap(all -> all)
          .filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)"))
          .sorted()
          .toList();
    }
  }
}
