package dev.merchantreview.journey.engine;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** A member of the lucky draw that fell below its score and has days to be better. */
final class WarnedMember {

  final String id;

  private final TestPlatform platform;
  private final ApiClient merchant;
  private final Members members;
  private final String owner = Merchants.next();

  /** Its instances run by the diagram that is the newest now. */
  WarnedMember(TestPlatform platform) {
    this.platform = platform;
    this.merchant = platform.api("merchant");
    this.members = new Members(platform);
    members.store("KUAISHOU", owner);
    members.figure(SubjectKind.MERCHANT, owner, "experience-rating", 0, "4.50");
    id =
        merchant
            .post(
                "/api/v1/memberships",
                Map.of("programme", "kuaishou-lucky-draw", "subjectId", owner))
            .id();
    awaitState("ACTIVE");
    members.figure(SubjectKind.MERCHANT, owner, "experience-rating", 0, "4.30");
    members.due(new CaseId(id));
    members.sweep();
    platform.awaitBeingAt(id, "Task_AwaitAnswer");
  }

  /** Until its days are over; its score of the last of them is as low. */
  void letTimePass() {
    Instant due = OffsetDateTime.parse(read("answerDueAt")).toInstant();
    platform.travelTo(due.minus(Duration.ofHours(1)));
    members.figure(SubjectKind.MERCHANT, owner, "experience-rating", 0, "4.30");
    platform.travelTo(due.plusSeconds(1));
  }

  void awaitState(String state) {
    TestPlatform.await(id + " is " + state, () -> read("state").equals(state));
  }

  private String read(String field) {
    return merchant.get("/api/v1/memberships/" + id).body().path(field).asString();
  }
}
