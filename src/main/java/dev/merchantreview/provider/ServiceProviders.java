package dev.merchantreview.provider;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Admits service providers, sets their deposits and ends their service. */
@Service
public class ServiceProviders {

  private static final String SELECT =
      """
      select id, platform, owner_id, kind, legal_name, licence_number, industry, state, admitted_by, admitted_at, ended_at,
             ended_note, application_id, version
        from service_provider
      """;

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final BoundMerchants bound;
  private final BindingProposals proposals;
  private final Deposits deposits;
  private final Platforms platforms;
  private final History history;
  private final Clock clock;

  ServiceProviders(
      JdbcClient jdbc,
      DatabaseLocks locks,
      BoundMerchants bound,
      BindingProposals proposals,
      Deposits deposits,
      Platforms platforms,
      History history,
      Clock clock) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.bound = bound;
    this.proposals = proposals;
    this.deposits = deposits;
    this.platforms = platforms;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Who is to be admitted.
   *
   * @param applicationId the application that was approved
   */
  public record Admission(
      CaseId applicationId,
      Platform platform,
      String ownerId,
      ServiceProvider.Kind kind,
      String legalName,
      String licenceNumber,
      String industry) {}

  /**
   * Who is or was a provider: a merchant, and the company that stands behind it, which may stand
   * behind others.
   *
   * @param licenceNumber the company's
   */
  public record Applicant(Platform platform, String ownerId, String licenceNumber) {}

  /**
   * The provider an applicant is whose service has not ended; held, so that there is no other
   * before the transaction ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Running> hold(Applicant applicant) {
    // In this order always: whoever has a company's waits for nobody.
    locks.hold(DatabaseLock.SERVICE_PROVIDER, applicant.platform() + " " + applicant.ownerId());
    locks.hold(
        DatabaseLock.SERVICE_PROVIDER,
        applicant.platform() + " licence " + applicant.licenceNumber());
    return runningOf(applicant);
  }

  /**
   * A provider whose service has not ended.
   *
   * @param own whether it is the applicant's own merchant, and not another one of its company
   */
  public record Running(CaseId id, boolean own) {}

  /** The provider an applicant is whose service has not ended; its own before its company's. */
  @Transactional(readOnly = true)
  public Optional<Running> runningOf(Applicant applicant) {
    return jdbc.sql(
            "select id, owner_id = :owner as own from service_provider where platform = :platform"
                + " and (owner_id = :owner or licence_number = :licence) and state = 'ACTIVE'"
                + " order by own desc, id limit 1")
        .param("platform", applicant.platform().name())
        .param("owner", applicant.ownerId())
        .param("licence", applicant.licenceNumber())
        .query((row, number) -> new Running(new CaseId(row.getString(1)), row.getBoolean(2)))
        .optional();
  }

  /** When an applicant, or its company, was last expelled on a platform; empty when never. */
  @Transactional(readOnly = true)
  public Optional<Instant> expelledAt(Applicant applicant) {
    return jdbc.sql(
            "select ended_at from service_provider where platform = :platform"
                + " and (owner_id = :owner or licence_number = :licence)"
                + " and state = 'EXPELLED' order by ended_at desc limit 1")
        .param("platform", applicant.platform().name())
        .param("owner", applicant.ownerId())
        .param("licence", applicant.licenceNumber())
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /**
   * Admits a provider, who is asked for its deposit [K-sp].
   *
   * @return the provider, or the id of the one this owner or its company has there already
   */
  @Transactional
  public AdmissionResult admit(Admission admission, ActorRef by) {
    Optional<Running> existing =
        hold(new Applicant(admission.platform(), admission.ownerId(), admission.licenceNumber()));
    if (existing.isPresent()) {
      return new AdmissionResult.Duplicate(existing.get().id().value());
    }
    ServiceProvider provider =
        new ServiceProvider(
            new CaseId(Ids.next("sp_")),
            admission.platform(),
            admission.ownerId(),
            admission.kind(),
            admission.legalName(),
            admission.licenceNumber(),
            admission.industry(),
            ServiceProvider.State.DEPOSIT_DUE,
            by.id(),
            clock.instant(),
            null,
            null,
            admission.applicationId(),
            1);
    jdbc.sql(
            "insert into service_provider (id, platform, owner_id, kind, legal_name, licence_number, industry, state,"
                + " admitted_by, admitted_at, application_id, version) values (:id, :platform, :owner, :kind,"
                + " :legalName, :licence, :industry, 'ACTIVE', :by, :now, :application, 1)")
        .param("industry", admission.industry())
        .param("id", provider.id().value())
        .param("platform", admission.platform().name())
        .param("owner", admission.ownerId())
        .param("kind", admission.kind().name())
        .param("legalName", admission.legalName())
        .param("licence", admission.licenceNumber())
        .param("by", by.id())
        .param("now", Timestamp.from(provider.admittedAt()))
        .param("application", admission.applicationId().value())
        .update();
    long deposit = depositFen(admission.platform());
    record(
        provider,
        by,
        "PROVIDER_ADMITTED",
        null,
        Map.of("depositRequiredFen", deposit, "applicationId", admission.applicationId().value()));
    deposits.open(
        DepositHolder.serviceProvider(
            provider.id().value(), admission.platform(), admission.ownerId()),
        deposit);
    return new AdmissionResult.Admitted(provider);
  }

  /** What a provider of a platform has to deposit, in fen, where the platform set nothing else. */
  public long depositFen(Platform platform) {
    return platforms.get(platform).part(ProviderNumbers.class).depositFen();
  }

  /** What became of an admission. */
  public sealed interface AdmissionResult {

    record Admitted(ServiceProvider provider) implements AdmissionResult {}

    record Duplicate(String existing) implements AdmissionResult {}
  }

  /**
   * The platform sets another deposit for one provider [K-sp]; what is missing is demanded.
   *
   * @param requiredFen at least 1
   */
  @Transactional
  public Optional<Change<ServiceProvider>> setDeposit(
      CaseId id, long requiredFen, String reason, ActorRef by) {
    return lock(id)
        .map(
            provider -> {
              if (provider.hasEnded()) {
                return refused(provider);
              }
              long before = deposits.require(id.value(), requiredFen);
              if (before != requiredFen) {
                record(
                    provider,
                    by,
                    "PROVIDER_DEPOSIT_SET",
                    null,
                    Map.of("beforeFen", before, "requiredFen", requiredFen, "reason", reason));
              }
              return new Change.Made<>(find(id).orElseThrow());
            });
  }

  /**
   * Ends a provider's service: its merchants are unbound [K-sp], nobody is asked to be bound to it
   * any more, and nothing is demanded of its deposit.
   */
  @Transactional
  public Optional<Change<ServiceProvider>> end(
      CaseId id, boolean expelled, String note, ActorRef by) {
    return lock(id)
        .map(
            provider -> {
              if (provider.hasEnded()) {
                return refused(provider);
              }
              List<String> merchants = merchantsOf(id);
              bound.unbindAll(id);
              proposals
                  .lockOpen(id)
                  .forEach(
                      open ->
                          proposals.changed(open, BindingProposal.State.VOID, "BINDING_VOID", by));
              ServiceProvider.State state =
                  expelled ? ServiceProvider.State.EXPELLED : ServiceProvider.State.ENDED;
              jdbc.sql(
                      "update service_provider set state = :state, ended_at = :now, ended_note = :note,"
                          + " version = version + 1 where id = :id")
                  .param("id", id.value())
                  .param("state", state.name())
                  .param("now", Timestamp.from(clock.instant()))
                  .param("note", note)
                  .update();
              deposits.ended(id.value());
              ServiceProvider ended = find(id).orElseThrow();
              record(
                  ended,
                  by,
                  "SERVICE_ENDED",
                  provider.state(),
                  Map.of("note", note, "merchantsUnbound", merchants));
              return new Change.Made<>(ended);
            });
  }

  @Transactional(readOnly = true)
  public Optional<ServiceProvider> find(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(ServiceProviders::provider)
        .optional()
        .map(this::standing);
  }

  /** What these are called; those there are not are left out. */
  @Transactional(readOnly = true)
  public Map<CaseId, String> legalNames(Collection<CaseId> ids) {
    Map<CaseId, String> names = new HashMap<>();
    jdbc.sql("select id, legal_name from service_provider where id = any(:ids)")
        .param("ids", ids.stream().map(CaseId::value).toArray(String[]::new))
        .query(
            row -> {
              names.put(new CaseId(row.getString("id")), row.getString("legal_name"));
            });
    return names;
  }

  /** A portion of them, in the order of their ids. */
  public List<CaseId> ids(String after, int limit) {
    return jdbc.sql("select id from service_provider where id > :after order by id limit :limit")
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /**
   * A provider with its state by the ledger: one that has not paid its whole deposit does not serve
   * [K-sp].
   */
  private ServiceProvider standing(ServiceProvider provider) {
    boolean paid =
        deposits
            .find(provider.id().value(), DepositPurpose.STORE)
            .filter(account -> account.missingFen() == 0)
            .isPresent();
    return provider.hasEnded() || paid ? provider : provider.in(ServiceProvider.State.DEPOSIT_DUE);
  }

  /** The providers a merchant is bound to now. */
  @Transactional(readOnly = true)
  public List<CaseId> of(Platform platform, String merchantId) {
    return bound.of(platform, merchantId);
  }

  /** The merchants bound to a provider now. */
  @Transactional(readOnly = true)
  public List<String> merchantsOf(CaseId id) {
    return bound.merchantsOf(id);
  }

  /** A provider, held until the transaction ends. */
  Optional<ServiceProvider> lock(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(ServiceProviders::provider)
        .optional()
        .map(this::standing);
  }

  private void record(
      ServiceProvider provider,
      ActorRef by,
      String action,
      ServiceProvider.@Nullable State from,
      Map<String, Object> details) {
    boolean changes = from != null || action.equals("PROVIDER_ADMITTED");
    history.append(
        new CaseEvent(
            provider.id(),
            by,
            action,
            from == null ? null : from.name(),
            changes ? provider.state().name() : null,
            null,
            details));
  }

  private static Change<ServiceProvider> refused(ServiceProvider provider) {
    return new Change.Refused<>(provider.state().name(), Set.of());
  }

  private static ServiceProvider provider(ResultSet row, int number) throws SQLException {
    Timestamp endedAt = row.getTimestamp("ended_at");
    String application = row.getString("application_id");
    return new ServiceProvider(
        new CaseId(row.getString("id")),
        Platform.valueOf(row.getString("platform")),
        row.getString("owner_id"),
        ServiceProvider.Kind.valueOf(row.getString("kind")),
        row.getString("legal_name"),
        row.getString("licence_number"),
        row.getString("industry"),
        ServiceProvider.State.valueOf(row.getString("state")),
        row.getString("admitted_by"),
        row.getTimestamp("admitted_at").toInstant(),
        endedAt == null ? null : endedAt.toInstant(),
        row.getString("ended_note"),
        application == null ? null : new CaseId(application),
        row.getLong("version"));
  }
}
