package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Instances that were started before all diagrams had the same job types for the steps of a review
 * go on to their end. The diagrams are those of that time.
 */
@HasPlatformAlone("deploys other diagrams")
class FormerDiagramsIT {

  private static final Path FORMER = Path.of("src/test/resources/former-diagrams");
  private static final Path PRESENT = Path.of("bpmn");

  private final Applications applications = new Applications();
  private final LiveSelling selling = new LiveSelling();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void deployPresentOnes() throws IOException {
    platform.returnToPresent();
    deploy(PRESENT);
  }

  @Test
  void leadToTheEndWithWhatIsNamedOtherwiseNow() throws IOException {
    Refunding.Holder closing = refunding.store();
    Refunding.Holder provider = refunding.endedProvider();
    deploy(FORMER);
    String application = applications.submit(applications.complete());
    String returned = applications.submit(applications.complete());
    String filing = selling.inReview();
    String edited = selling.inReview();
    String refund = refunding.inReview(provider, "1");
    refunding.askToClose(closing);
    platform.awaitTask(platform.tasklist("auditor2"), closing.id());
    deploy(PRESENT);

    // Every clock of a review runs out, and each is reminded of and reported once.
    List<String> reviewed = List.of(application, filing, closing.id(), refund);
    platform.awaitTask(platform.tasklist("auditor1"), application);
    platform.travelTo(Instant.now().plus(Duration.ofDays(20)));
    for (String id : reviewed) {
      TestPlatform.await(
          "a reminder and a report of " + id,
          () -> applications.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    }
    platform.returnToPresent();

    // A verdict that does not count comes back, one that does leads on.
    refunding.review("auditor1", refund, Map.of("verdict", "APPROVED"));
    TestPlatform.await(
        "a returned task", () -> refunding.actions(refund).contains("VERDICT_RETURNED"));
    refunding.review("finance1", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "SECOND_REVIEW");
    refunding.review("finance2", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "PAID");

    selling.approve(filing);
    platform.awaitState(filing, "APPROVED");
    assertThat(selling.withdraw(edited).status()).isEqualTo(202);
    TestPlatform.await(
        "the end of the round", () -> platform.processState(edited).equals("COMPLETED"));

    refunding.review("auditor2", closing.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(closing.id(), "CLOSED");

    applications.approveUpToDeposit(application);
    applications.sendBack(returned);
    platform.awaitState(returned, "FIX_REQUIRED");
    Instant due =
        OffsetDateTime.parse(applications.read(returned).path("fixDueAt").asString()).toInstant();
    platform.travelTo(due.minus(Duration.ofHours(1)));
    TestPlatform.await(
        "a reminder", () -> applications.actions(returned).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusSeconds(1));
    platform.awaitState(returned, "EXPIRED");
  }

  /**
   * Moved while reviews and a merchant are waited for; clocks, withdrawals and verdicts find them
   * in the present diagrams.
   */
  @Test
  void areMovedToThePresentOnesAndEndThere() throws IOException {
    Refunding.Holder closing = refunding.store();
    Refunding.Holder provider = refunding.endedProvider();
    deploy(FORMER);
    String application = applications.submit(applications.complete());
    String returned = applications.submit(applications.complete());
    String filing = selling.inReview();
    String withdrawn = selling.inReview();
    String refund = refunding.inReview(provider, "1");
    refunding.askToClose(closing);
    platform.awaitTask(platform.tasklist("auditor2"), closing.id());
    applications.sendBack(returned);
    platform.awaitState(returned, "FIX_REQUIRED");
    platform.awaitTask(platform.tasklist("auditor1"), application);
    deploy(PRESENT);

    List<String> all = List.of(application, returned, filing, withdrawn, refund, closing.id());
    for (String id : all) {
      TestPlatform.await(
          "the records to know where the instance of " + id + " is",
          () ->
              platform
                  .api("operator")
                  .get("/api/v1/cases/" + id + "/migration")
                  .body()
                  .path("outcome")
                  .asString()
                  .equals("PLANNED"));
      assertThat(
              platform
                  .api("operator")
                  .post("/api/v1/cases/" + id + "/migration", Map.of())
                  .body()
                  .path("outcome")
                  .asString())
          .isEqualTo("ACCEPTED");
    }
    for (String id : all) {
      TestPlatform.await(
          "the move of " + id,
          () -> applications.actions(id).stream().anyMatch(action -> action.startsWith("MIGRAT")));
      assertThat(applications.actions(id)).contains("MIGRATED");
    }

    platform.travelTo(Instant.now().plus(Duration.ofDays(20)));
    for (String id : List.of(application, filing, closing.id(), refund)) {
      TestPlatform.await(
          "a reminder and a report of " + id,
          () -> applications.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    }
    platform.travelTo(
        OffsetDateTime.parse(applications.read(returned).path("fixDueAt").asString())
            .toInstant()
            .plusSeconds(1));
    platform.awaitState(returned, "EXPIRED");
    assertThat(applications.actions(returned)).contains("MERCHANT_REMINDED");
    platform.returnToPresent();

    assertThat(selling.withdraw(withdrawn).status()).isEqualTo(202);
    selling.approve(filing);
    platform.awaitState(filing, "APPROVED");
    refunding.review("finance1", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "SECOND_REVIEW");
    refunding.review("finance2", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "PAID");
    refunding.review("auditor2", closing.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(closing.id(), "CLOSED");
    applications.approveUpToDeposit(application);
    TestPlatform.await(
        "the end of the round", () -> platform.processState(withdrawn).equals("COMPLETED"));
  }

  /** All that belongs to a diagram, as the service deploys it. */
  private void deploy(Path diagrams) throws IOException {
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
    files.send().join();
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
