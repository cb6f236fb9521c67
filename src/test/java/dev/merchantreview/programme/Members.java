package dev.merchantreview.programme;

import dev.merchantreview.figure.FigureReport;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import dev.merchantreview.testing.TestPlatform;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Subjects of programmes, their figures, and members put there without the way there. */
public final class Members {

  private static final ActorRef MERCHANT = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");

  /** Nothing speaks against it. */
  static final Judged WHOLE = new Judged(Standing.OK, false, List.of(), null);

  private final Beans service;
  private final JdbcClient database;

  /** Where a service's beans are. */
  @FunctionalInterface
  interface Beans {
    <T> T bean(Class<T> type);
  }

  public Members(ServiceAlone service) {
    this.service = service::bean;
    this.database = service.database();
  }

  public Members(TestPlatform platform) {
    this.service = platform::bean;
    this.database = platform.database();
  }

  /** An open store. */
  public String store(String platform, String merchantId) {
    String id = "st_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    StoredStores.open(database, id, platform, merchantId);
    return id;
  }

  /** An open store of a merchant of its own. */
  public String store(String platform) {
    return store(platform, Merchants.next());
  }

  /** The day it is where the platform is. */
  public LocalDate today() {
    return service.bean(Eligibility.class).today();
  }

  /** A figure of today. */
  public void figure(SubjectKind kind, String id, String name, int window, String value) {
    figure(kind, id, name, window, value, today());
  }

  void figure(SubjectKind kind, String id, String name, int window, String value, LocalDate asOf) {
    service
        .bean(Figures.class)
        .report(
            List.of(
                new FigureReport(
                    new FigureSubject(kind, id),
                    name,
                    window,
                    new BigDecimal(value),
                    asOf,
                    "test")),
            MERCHANT);
  }

  /** A member of a programme, admitted today. */
  public Membership of(String programme, String subject, String merchantId) {
    Membership membership = applied(programme, subject, merchantId);
    return change(
        membership.id(),
        one -> one.admit(service.bean(Programmes.class).get(programme), WHOLE, null, today()));
  }

  /** An application that nobody has looked at. */
  Membership applied(String programme, String subject, String merchantId) {
    Programme terms = service.bean(Programmes.class).get(programme);
    Membership membership =
        new Membership(
            new CaseId(Ids.next("pm_")),
            new Membership.Application(
                programme,
                terms.platform(),
                new FigureSubject(terms.subject(), subject),
                merchantId,
                "merchant",
                "两名客服，轮班"),
            terms.admission().agreement() == null ? null : terms.admission().agreement().version(),
            service.bean(Clock.class).instant());
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> service.bean(Memberships.class).add(membership));
    return membership;
  }

  /** What a change makes of it. */
  interface Step {
    boolean of(Membership membership);
  }

  Membership change(CaseId id, Step step) {
    Memberships memberships = service.bean(Memberships.class);
    Membership changed =
        service
            .bean(TransactionTemplate.class)
            .execute(
                status -> {
                  Membership locked = memberships.lock(id).orElseThrow();
                  if (!step.of(locked)) {
                    throw new IllegalStateException(id + " is " + locked.state());
                  }
                  memberships.update(locked, service.bean(Clock.class).instant());
                  return locked;
                });
    return Objects.requireNonNull(changed);
  }

  Membership read(CaseId id) {
    return service.bean(Memberships.class).find(id).orElseThrow();
  }

  /** Checks whoever is due, as the service does each minute once it is late enough. */
  public void sweep() {
    service.bean(ProgrammeSweep.class).sweep(today(), true);
  }

  /** Has the next check of a member fall on today. */
  public void due(CaseId id) {
    change(
        id,
        membership -> {
          membership.data().checkOn = today();
          return true;
        });
  }

  /**
   * What the gate answers.
   *
   * @param at when it is to be used; null means now
   */
  boolean isPermitted(String programme, String subject, @Nullable Instant at) {
    return service
        .bean(ProgrammePermits.class)
        .answer(List.of(new ProgrammePermits.Question(programme, subject, at)))
        .getFirst()
        .permitted();
  }

  /** How it stands, in a word. */
  MembershipState state(CaseId id) {
    return read(id).state();
  }
}
