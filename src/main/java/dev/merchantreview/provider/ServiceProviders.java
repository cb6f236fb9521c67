package dev.merchantreview.provider;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.deposit.DepositHolder;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Admits service providers, binds merchants to them, and ends their service. */
@Service
public class ServiceProviders {

  private static final String SELECT =
      """
      select id, platform, owner_id, kind, legal_name, licence_number, industry, state, admitted_by, admitted_at, ended_at,
             ended_note, version
        from service_provider
      """;

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final Deposits deposits;
  private final Platforms platforms;
  private final History history;
  private final Clock clock;

  ServiceProviders(
      JdbcClient jdbc,
      DatabaseLocks locks,
      Deposits deposits,
      Platforms platforms,
      History history,
      Clock clock) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.deposits = deposits;
    this.platforms = platforms;
    this.history = history;
    this.clock = clock;
  }

  /** Who is to be admitted. */
  public record Admission(
      Platform platform,
      String ownerId,
      ServiceProvider.Kind kind,
      String legalName,
      String licenceNumber,
      String industry) {}

  /**
   * Admits a provider, who is asked for its deposit [K-sp].
   *
   * @return the provider, or the id of the one this owner has on the platform already
   */
  @Transactional
  public AdmissionResult admit(Admission admission, ActorRef by) {
    locks.hold(DatabaseLock.SERVICE_PROVIDER, admission.platform() + " " + admission.ownerId());
    Optional<ServiceProvider> existing =
        jdbc.sql(SELECT + " where platform = :platform and owner_id = :owner and state = 'ACTIVE'")
            .param("platform", admission.platform().name())
            .param("owner", admission.ownerId())
            .query(ServiceProviders::provider)
            .optional();
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
            1);
    jdbc.sql(
            "insert into service_provider (id, platform, owner_id, kind, legal_name, licence_number, industry, state,"
                + " admitted_by, admitted_at, version) values (:id, :platform, :owner, :kind, :legalName, :licence,"
                + " :industry, 'ACTIVE', :by, :now, 1)")
        .param("industry", admission.industry())
        .param("id", provider.id().value())
        .param("platform", admission.platform().name())
        .param("owner", admission.ownerId())
        .param("kind", admission.kind().name())
        .param("legalName", admission.legalName())
        .param("licence", admission.licenceNumber())
        .param("by", by.id())
        .param("now", Timestamp.from(provider.admittedAt()))
        .update();
    long deposit = platforms.get(admission.platform()).part(ProviderNumbers.class).depositFen();
    record(provider, by, "PROVIDER_ADMITTED", null, Map.of("depositRequiredFen", deposit));
    deposits.open(
        DepositHolder.serviceProvider(
            provider.id().value(), admission.platform(), admission.ownerId()),
        deposit);
    return new AdmissionResult.Admitted(provider);
  }

  /** What became of an admission. */
  public sealed interface AdmissionResult {

    record Admitted(ServiceProvider provider) implements AdmissionResult {}

    record Duplicate(String existing) implements AdmissionResult {}
  }

  /** What became of binding a merchant. */
  public sealed interface Binding {

    /** It is bound. */
    record Bound(ServiceProvider provider) implements Binding {}

    /** The provider does not serve: its deposit is not paid, or its service has ended. */
    record NotServing(ServiceProvider.State state) implements Binding {}

    /** The merchant has a provider for this industry. */
    record Elsewhere(String providerId) implements Binding {}
  }

  /**
   * Binds a merchant to a provider that serves; again, it stays bound. A merchant has one provider
   * for each industry at a time [K-sp].
   */
  @Transactional
  public Optional<Binding> bind(CaseId id, String merchantId, ActorRef by) {
    return lock(id).map(provider -> bind(provider, merchantId, by));
  }

  private Binding bind(ServiceProvider provider, String merchantId, ActorRef by) {
    if (provider.state() != ServiceProvider.State.ACTIVE) {
      return new Binding.NotServing(provider.state());
    }
    locks.hold(DatabaseLock.SERVICE_PROVIDER, provider.platform() + " " + merchantId);
    Optional<String> bound = providerOf(provider.platform(), merchantId, provider);
    if (bound.isPresent()) {
      return bound.get().equals(provider.id().value())
          ? new Binding.Bound(provider)
          : new Binding.Elsewhere(bound.get());
    }
    jdbc.sql(
            "insert into service_provider_merchant (provider_id, merchant_id, bound_at, platform, industry)"
                + " values (:id, :merchant, :now, :platform, :industry)")
        .param("id", provider.id().value())
        .param("merchant", merchantId)
        .param("now", Timestamp.from(clock.instant()))
        .param("platform", provider.platform().name())
        .param("industry", provider.industry())
        .update();
    record(
        provider,
        by,
        "MERCHANT_BOUND",
        null,
        Map.of("merchantId", merchantId, "industry", provider.industry()));
    return new Binding.Bound(provider);
  }

  /** Who serves a merchant in the industry of {@code wanted}; itself before any other. */
  private Optional<String> providerOf(
      Platform platform, String merchantId, ServiceProvider wanted) {
    return jdbc.sql(
            """
            select m.provider_id
              from service_provider_merchant m join service_provider p on p.id = m.provider_id
             where m.merchant_id = :merchant and m.unbound_at is null and p.platform = :platform
               and (m.provider_id = :wanted or coalesce(m.industry, :industry) = :industry)
             order by m.provider_id = :wanted desc, m.bound_at, m.provider_id limit 1
            """)
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .param("wanted", wanted.id().value())
        .param("industry", wanted.industry())
        .query(String.class)
        .optional();
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

  /** Unbinds a merchant; one that is not bound stays so. */
  @Transactional
  public Optional<Change<ServiceProvider>> unbind(CaseId id, String merchantId, ActorRef by) {
    return lock(id)
        .map(
            provider -> {
              if (unbindWhere(id, " and merchant_id = :merchant", merchantId) > 0) {
                record(provider, by, "MERCHANT_UNBOUND", null, Map.of("merchantId", merchantId));
              }
              return new Change.Made<>(provider);
            });
  }

  /**
   * Ends a provider's service: its merchants are unbound [K-sp], and nothing is demanded of its
   * deposit any more.
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
              unbindWhere(id, "", "");
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
            .find(provider.id().value())
            .filter(account -> account.missingFen() == 0)
            .isPresent();
    return provider.hasEnded() || paid ? provider : provider.in(ServiceProvider.State.DEPOSIT_DUE);
  }

  /** The providers a merchant is bound to now. */
  @Transactional(readOnly = true)
  public List<CaseId> of(Platform platform, String merchantId) {
    return jdbc.sql(
            "select m.provider_id from service_provider_merchant m join service_provider p on p.id = m.provider_id"
                + " where m.merchant_id = :merchant and m.unbound_at is null and p.platform = :platform"
                + " order by m.bound_at, m.provider_id")
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /** The merchants bound to a provider now. */
  @Transactional(readOnly = true)
  public List<String> merchantsOf(CaseId id) {
    return jdbc.sql(
            "select merchant_id from service_provider_merchant where provider_id = :id and unbound_at is null"
                + " order by merchant_id")
        .param("id", id.value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private int unbindWhere(CaseId id, String condition, String merchantId) {
    return jdbc.sql(
            "update service_provider_merchant set unbound_at = :now where provider_id = :id and unbound_at is null"
                + condition)
        .param("id", id.value())
        .param("merchant", merchantId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private Optional<ServiceProvider> lock(CaseId id) {
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
        row.getLong("version"));
  }
}
