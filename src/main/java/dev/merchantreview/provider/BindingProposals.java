package dev.merchantreview.provider;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The proposals as they are kept, each change with its event. */
@Repository
class BindingProposals {

  private static final String SELECT =
      """
      select id, provider_id, platform, owner_id, merchant_id, industry, state, proposed_by, created_at, expires_at,
             ended_at, version
        from provider_binding_proposal
      """;

  private final JdbcClient jdbc;
  private final History history;
  private final Clock clock;

  BindingProposals(JdbcClient jdbc, History history, Clock clock) {
    this.jdbc = jdbc;
    this.history = history;
    this.clock = clock;
  }

  void add(BindingProposal proposal, ActorRef by) {
    jdbc.sql(
            "insert into provider_binding_proposal (id, provider_id, platform, owner_id, merchant_id, industry, state,"
                + " proposed_by, created_at, expires_at, version) values (:id, :provider, :platform, :owner,"
                + " :merchant, :industry, 'PROPOSED', :by, :now, :expires, 1)")
        .param("id", proposal.id().value())
        .param("provider", proposal.providerId().value())
        .param("platform", proposal.platform().name())
        .param("owner", proposal.ownerId())
        .param("merchant", proposal.merchantId())
        .param("industry", proposal.industry())
        .param("by", proposal.proposedBy())
        .param("now", Timestamp.from(proposal.createdAt()))
        .param("expires", Timestamp.from(proposal.expiresAt()))
        .update();
    history.begin(
        CaseEvent.created(
            proposal.id(),
            by,
            "BINDING_PROPOSED",
            proposal.state().name(),
            Map.of(
                "serviceProviderId", proposal.providerId().value(),
                "merchantId", proposal.merchantId(),
                "industry", proposal.industry(),
                "expiresAt", proposal.expiresAt().toString())));
  }

  /** Ends one that is held and still asks, and puts that on record as {@code action}. */
  BindingProposal changed(
      BindingProposal proposal, BindingProposal.State state, String action, ActorRef by) {
    jdbc.sql(
            "update provider_binding_proposal set state = :state, ended_at = :now, version = version + 1"
                + " where id = :id and state = 'PROPOSED'")
        .param("id", proposal.id().value())
        .param("state", state.name())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    history.append(
        CaseEvent.moved(
            proposal.id(),
            by,
            action,
            proposal.state().name(),
            state.name(),
            Map.of(
                "serviceProviderId", proposal.providerId().value(),
                "merchantId", proposal.merchantId(),
                "industry", proposal.industry())));
    return find(proposal.id()).orElseThrow();
  }

  Optional<BindingProposal> find(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(BindingProposals::proposal)
        .optional();
  }

  Optional<BindingProposal> lock(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(BindingProposals::proposal)
        .optional();
  }

  /** What a merchant is asked by a provider now, held; whether in time is for who asks to say. */
  Optional<BindingProposal> lockOpen(CaseId providerId, String merchantId) {
    return jdbc.sql(
            SELECT
                + " where provider_id = :provider and merchant_id = :merchant and state = 'PROPOSED' for update")
        .param("provider", providerId.value())
        .param("merchant", merchantId)
        .query(BindingProposals::proposal)
        .optional();
  }

  /** Everything a provider asks now, held, always in the same order. */
  List<BindingProposal> lockOpen(CaseId providerId) {
    return jdbc.sql(
            SELECT + " where provider_id = :provider and state = 'PROPOSED' order by id for update")
        .param("provider", providerId.value())
        .query(BindingProposals::proposal)
        .list();
  }

  /** Some of those nobody answered in time. */
  List<CaseId> overdue(Instant now, int limit) {
    return jdbc.sql(
            "select id from provider_binding_proposal where state = 'PROPOSED' and expires_at <= :now"
                + " order by expires_at, id limit :limit")
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /** A portion of them, in the order of their ids. */
  List<CaseId> ids(String after, int limit) {
    return jdbc.sql(
            "select id from provider_binding_proposal where id > :after order by id limit :limit")
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /** Newest first; null lets everything pass. Both sides see a proposal. */
  List<BindingProposal> list(
      @Nullable String providerId,
      @Nullable String merchantId,
      BindingProposal.@Nullable State state,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("provider_id", providerId);
    conditions.equal("merchant_id", merchantId);
    conditions.equal("state", state);
    List<String> merchants = slice.merchants();
    if (merchants != null) {
      conditions.add(
          "("
              + conditions.anyOf("merchant_id", merchants)
              + " or "
              + conditions.anyOf("owner_id", merchants)
              + ")");
    }
    conditions.after(slice.after());
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", slice.limit())
        .query(BindingProposals::proposal)
        .list();
  }

  private static BindingProposal proposal(ResultSet row, int number) throws SQLException {
    Timestamp endedAt = row.getTimestamp("ended_at");
    return new BindingProposal(
        new CaseId(row.getString("id")),
        new CaseId(row.getString("provider_id")),
        Platform.valueOf(row.getString("platform")),
        row.getString("owner_id"),
        row.getString("merchant_id"),
        row.getString("industry"),
        BindingProposal.State.valueOf(row.getString("state")),
        row.getString("proposed_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        endedAt == null ? null : endedAt.toInstant(),
        row.getLong("version"));
  }
}
