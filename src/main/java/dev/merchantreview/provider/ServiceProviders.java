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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
      select id, platform, owner_id, kind, legal_name, licence_number, state, admitted_by, admitted_at, ended_at,
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
      String licenceNumber) {}

  /**
   * Admits a provider, who is asked for its deposit [K-sp].
   *
   * @return the provider, or the id of the one this owner has on the platform already
   */
  @Transactional
  public Outcome admit(Admission admission, ActorRef by) {
    locks.hold(DatabaseLock.SERVICE_PROVIDER, admission.platform() + " " + admission.ownerId());
    Optional<ServiceProvider> existing =
        jdbc.sql(SELECT + " where platform = :platform and owner_id = :owner and state = 'ACTIVE'")
            .param("platform", admission.platform().name())
            .param("owner", admission.ownerId())
            .query(ServiceProviders::provider)
            .optional();
    if (existing.isPresent()) {
      return new Outcome.Duplicate(existing.get().id().value());
    }
    ServiceProvider provider =
        new ServiceProvider(
            new CaseId(Ids.next("sp_")),
            admission.platform(),
            admission.ownerId(),
            admission.kind(),
            admission.legalName(),
            admission.licenceNumber(),
            ServiceProvider.State.ACTIVE,
            by.id(),
            now(),
            null,
            null,
            1);
    jdbc.sql(
            "insert into service_provider (id, platform, owner_id, kind, legal_name, licence_number, state,"
                + " admitted_by, admitted_at, version) values (:id, :platform, :owner, :kind, :legalName, :licence,"
                + " 'ACTIVE', :by, :now, 1)")
        .param("id", provider.id().value())
        .param("platform", admission.platform().name())
        .param("owner", admission.ownerId())
        .param("kind", admission.kind().name())
        .param("legalName", admission.legalName())
        .param("licence", admission.licenceNumber())
        .param("by", by.id())
        .param("now", Timestamp.from(provider.admittedAt()))
        .update();
    long deposit = platforms.get(admission.platform()).serviceProvider().depositFen();
    record(provider, by, "PROVIDER_ADMITTED", null, Map.of("depositRequiredFen", deposit));
    deposits.open(
        DepositHolder.serviceProvider(
            provider.id().value(), admission.platform(), admission.ownerId()),
        deposit);
    return new Outcome.Admitted(provider);
  }

  /** What became of an admission. */
  public sealed interface Outcome {

    record Admitted(ServiceProvider provider) implements Outcome {}

    record Duplicate(String existing) implements Outcome {}
  }

  /** Binds a merchant to a provider that serves; again, it stays bound. */
  @Transactional
  public Optional<Change<ServiceProvider>> bind(CaseId id, String merchantId, ActorRef by) {
    return lock(id)
        .map(
            provider -> {
              if (provider.state() != ServiceProvider.State.ACTIVE) {
                return refused(provider);
              }
              int bound =
                  jdbc.sql(
                          "insert into service_provider_merchant (provider_id, merchant_id, bound_at)"
                              + " values (:id, :merchant, :now) on conflict (provider_id, merchant_id)"
                              + " where unbound_at is null do nothing")
                      .param("id", id.value())
                      .param("merchant", merchantId)
                      .param("now", Timestamp.from(now()))
                      .update();
              if (bound > 0) {
                record(provider, by, "MERCHANT_BOUND", null, Map.of("merchantId", merchantId));
              }
              return new Change.Made<>(provider);
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
              if (provider.state() != ServiceProvider.State.ACTIVE) {
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
                  .param("now", Timestamp.from(now()))
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
        .optional();
  }

  /** The merchants bound to a provider now. */
  @Transactional(readOnly = true)
  public List<String> merchantsOf(CaseId id) {
    return jdbc.sql(
            "select merchant_id from service_provider_merchant where provider_id = :id and unbound_at is null"
                + " order by merchant_id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private int unbindWhere(CaseId id, String condition, String merchantId) {
    return jdbc.sql(
            "update service_provider_merchant set unbound_at = :now where provider_id = :id and unbound_at is null"
                + condition)
        .param("id", id.value())
        .param("merchant", merchantId)
        .param("now", Timestamp.from(now()))
        .update();
  }

  private Optional<ServiceProvider> lock(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(ServiceProviders::provider)
        .optional();
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
        ServiceProvider.State.valueOf(row.getString("state")),
        row.getString("admitted_by"),
        row.getTimestamp("admitted_at").toInstant(),
        endedAt == null ? null : endedAt.toInstant(),
        row.getString("ended_note"),
        row.getLong("version"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
