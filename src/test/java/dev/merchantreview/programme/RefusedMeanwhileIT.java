package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.Verdicts;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A reviewer approves an application whose subject does not meet the conditions any more. */
class RefusedMeanwhileIT {

  private static final String SERVICE = "xiaohongshu-own-customer-service";
  private static final long TASK = 8_600_000_002L;

  private final ServiceAlone service = ServiceAlone.get();
  private final Members members = new Members(service);

  private Handled approved(CaseId id) {
    MembershipReview review = service.bean(MembershipReview.class);
    return service
        .bean(TransactionTemplate.class)
        .execute(
            status ->
                service
                    .bean(Verdicts.class)
                    .record(
                        review,
                        new Asked(id, 8_600_000_001L, "Task_RecordReview"),
                        1,
                        review.tasks().getFirst(),
                        new Review(
                            TASK, Optional.of("auditor1"), Verdict.APPROVED, List.of(), null)));
  }

  private List<JsonNode> events(CaseId id) {
    return service
        .api("auditor")
        .get("/api/v1/cases/" + id + "/history")
        .items()
        .valueStream()
        .toList();
  }

  @Test
  void theApprovalIsTheReviewersAndTheRefusalTheServices() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    members.figure(SubjectKind.STORE, store, "service-staff", 0, "2");
    CaseId id = members.applied(SERVICE, store, owner).id();
    members.change(id, one -> one.openReview(service.bean(MembershipClocks.class).of(one)));
    StoredStores.close(service.database(), store);

    assertThat(approved(id).outcome()).isEqualTo(Handled.REJECTED);

    assertThat(members.state(id)).isEqualTo(MembershipState.REFUSED);
    assertThat(
            events(id).stream()
                .map(
                    event ->
                        event.path("action").asString()
                            + " "
                            + event.at("/actor/kind").asString()
                            + " "
                            + event.at("/actor/id").asString()
                            + " "
                            + event.path("toState").asString("")))
        .containsExactly(
            "APPROVED AUDITOR auditor1 ", "MEMBERSHIP_REFUSED SYSTEM merchant-review REFUSED");
    assertThat(events(id).getFirst().at("/details/taskKey").asString())
        .isEqualTo(Long.toString(TASK));
    assertThat(events(id).getLast().at("/details/unmet/0/code").asString())
        .isEqualTo("STORE_NOT_OPERATING");
    JsonNode round = service.api("auditor").get("/api/v1/cases/" + id + "/rounds").items().path(0);
    assertThat(round.path("verdict").asString()).isEqualTo("REJECTED");
    assertThat(round.at("/decidedBy/kind").asString()).isEqualTo("SYSTEM");
    assertThat(round.path("verdicts").valueStream())
        .extracting(
            verdict -> verdict.path("verdict").asString() + " " + verdict.at("/by/kind").asString())
        .containsExactly("APPROVED AUDITOR", "REJECTED SYSTEM");
    assertThat(round.at("/verdicts/0/by/id").asString()).isEqualTo("auditor1");
  }
}
