package dev.merchantreview.journey.engine;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.TestPlatform;
import java.time.OffsetDateTime;
import java.util.Map;

/** A member of the lucky draw that fell below its score and has days to be better. */
final class WarnedMember {

  final String id;

  private final TestPlatform platform;
  private final ApiClient merchant;

  /** Its instances run by the diagram that is the newest now. */
  WarnedMember(TestPlatform platform) {
    this.platform = platform;
    this.merchant = platform.api("merchant");
    Members members = new Members(platform);
    String owner = Merchants.next();
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

  /** Until its days are over. */
  void letTimePass() {
    platform.travelTo(OffsetDateTime.parse(read("answerDueAt")).toInstant().plusSeconds(1));
  }

  void awaitState(String state) {
    TestPlatform.await(id + " is " + state, () -> read("state").equals(state));
  }

  private String read(String field) {
    return merchant.get("/api/v1/memberships/" + id).body().path(field).asString();
  }
}
