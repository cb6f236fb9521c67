package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The daily check: what changes members, what is on record of it, and what costs nothing. */
class ProgrammeSweepIT {

  private static final String DRAW = "kuaishou-lucky-draw";
  private static final String LADDER = "douyin-ladder-shipping";

  private final ServiceAlone service = ServiceAlone.get();
  private final Members members = new Members(service);

  /** A merchant with an open store, and its rating. */
  private String merchant(String rating) {
    String merchant = Merchants.next();
    members.store("KUAISHOU", merchant);
    members.figure(SubjectKind.MERCHANT, merchant, "experience-rating", 0, rating);
    return merchant;
  }

  private List<String> events(Membership membership) {
    return service
        .database()
        .sql("select action from history_event where case_id = :id order by seq")
        .param("id", membership.id().value())
        .query(String.class)
        .list();
  }

  private long messages(Membership membership) {
    return service
        .database()
        .sql("select count(*) from engine_outbox where case_id = :id")
        .param("id", membership.id().value())
        .query(Long.class)
        .single();
  }

  @Test
  void aMemberThatIsGoodCostsTheEngineNothingAndKeepsItsVersion() {
    String merchant = merchant("4.40");
    Membership member = members.of(DRAW, merchant, merchant);
    members.due(member.id());
    long version = members.read(member.id()).version();
    members.sweep();
    Membership checked = members.read(member.id());
    assertThat(checked.version()).isEqualTo(version);
    assertThat(checked.data().checkOn).isEqualTo(members.today().plusDays(1));
    assertThat(checked.data().checkedOn).isEqualTo(members.today());
    assertThat(events(member)).isEmpty();
    assertThat(messages(member)).isZero();
  }

  @Test
  void aMemberThatFallsBelowIsWarnedOnceAndLiftedWhenItIsGoodAgain() {
    String merchant = merchant("4.39");
    Membership member = members.of(DRAW, merchant, merchant);
    members.due(member.id());
    members.sweep();
    Membership warned = members.read(member.id());
    assertThat(warned.state()).isEqualTo(MembershipState.WARNED);
    assertThat(warned.isWarnedWithDeadline()).isTrue();
    assertThat(warned.data().unmet)
        .singleElement()
        .extracting(Unmet::code, Unmet::value, Unmet::threshold)
        .containsExactly("RATING_TOO_LOW", "4.39", "≥ 4.4");
    assertThat(messages(member)).isEqualTo(1);
    members.due(member.id());
    members.sweep();
    assertThat(events(member)).containsExactly("MEMBERSHIP_WARNED");
    assertThat(messages(member)).isEqualTo(1);
    members.figure(SubjectKind.MERCHANT, merchant, "experience-rating", 0, "4.5");
    members.due(member.id());
    members.sweep();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.ACTIVE);
    assertThat(events(member)).containsExactly("MEMBERSHIP_WARNED", "WARNING_LIFTED");
    assertThat(messages(member)).isEqualTo(2);
  }

  @Test
  void whatIsTooOldCountsAsUnmet() {
    String merchant = Merchants.next();
    members.store("KUAISHOU", merchant);
    members.figure(
        SubjectKind.MERCHANT,
        merchant,
        "experience-rating",
        0,
        "4.9",
        members.today().minusDays(9));
    Membership member = members.of(DRAW, merchant, merchant);
    members.due(member.id());
    members.sweep();
    assertThat(members.state(member.id())).isEqualTo(MembershipState.WARNED);
    assertThat(members.read(member.id()).data().unmet)
        .extracting(Unmet::code)
        .containsExactly("FIGURE_OUTDATED");
  }

  @Test
  void whereAWarningCameBeforeTheClosingWaitsForNobody() {
    String merchant = Merchants.next();
    String store = members.store("DOUYIN", merchant);
    members.figure(SubjectKind.STORE, store, "spot-order-share", 60, "0.4");
    Membership member = members.of(LADDER, store, merchant);
    members.due(member.id());
    members.sweep();
    Membership closed = members.read(member.id());
    assertThat(closed.state()).isEqualTo(MembershipState.CLOSED);
    assertThat(closed.data().ending).isEqualTo(Programme.Ending.RULE);
    assertThat(events(member)).containsExactly("MEMBERSHIP_CLOSED");
    assertThat(members.isPermitted(LADDER, store, null)).isFalse();
  }

  @Test
  void oneThatCannotBeCheckedHoldsUpNobody() {
    String first = merchant("4.39");
    String second = merchant("4.39");
    Membership broken = members.of(DRAW, first, first);
    Membership other = members.of(DRAW, second, second);
    members.due(broken.id());
    members.due(other.id());
    service
        .database()
        .sql("update programme_membership set data = data - 'application' where id = :id")
        .param("id", broken.id().value())
        .update();
    try {
      members.sweep();
      assertThat(members.state(other.id())).isEqualTo(MembershipState.WARNED);
    } finally {
      service
          .database()
          .sql("update programme_membership set check_on = null, state = 'CLOSED' where id = :id")
          .param("id", broken.id().value())
          .update();
      service
          .database()
          .sql(
              "update programme_membership set data = data || jsonb_build_object('application',"
                  + " (select o.data -> 'application' from programme_membership o where o.id = :other))"
                  + " where id = :id")
          .param("id", broken.id().value())
          .param("other", other.id().value())
          .update();
    }
  }
}
