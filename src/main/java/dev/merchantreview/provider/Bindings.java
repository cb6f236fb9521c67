package dev.merchantreview.provider;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Binds merchants to service providers: a provider proposes, the merchant agrees, and only then it
 * is bound. A merchant has one provider for each industry at a time [K-sp]. Providers are held
 * before their proposals, and a proposal before its merchant, so that nobody waits for each other.
 */
@Service
public class Bindings {

  private final ServiceProviders providers;
  private final BindingProposals proposals;
  private final BoundMerchants bound;
  private final DatabaseLocks locks;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final History history;
  private final Clock clock;

  Bindings(
      ServiceProviders providers,
      BindingProposals proposals,
      BoundMerchants bound,
      DatabaseLocks locks,
      Platforms platforms,
      WorkingCalendar calendar,
      History history,
      Clock clock) {
    this.providers = providers;
    this.proposals = proposals;
    this.bound = bound;
    this.locks = locks;
    this.platforms = platforms;
    this.calendar = calendar;
    this.history = history;
    this.clock = clock;
  }

  /** What became of asking a merchant. */
  public sealed interface ProposalResult {

    /** The merchant is asked; again, it is asked no second time. */
    record Asked(BindingProposal proposal) implements ProposalResult {}

    /** It is bound to this provider already. */
    record AlreadyBound() implements ProposalResult {}

    /** The provider does not serve: its deposit is not paid, or its service has ended. */
    record NotServing(ServiceProvider.State state) implements ProposalResult {}
  }

  /**
   * Asks a merchant to be bound to a provider that serves. Whether it has another of the industry
   * is told to the merchant alone, when it agrees: who that is concerns no other provider.
   *
   * @return empty when there is no such provider
   */
  @Transactional
  public Optional<ProposalResult> propose(CaseId providerId, String merchantId, ActorRef by) {
    return providers.lock(providerId).map(provider -> propose(provider, merchantId, by));
  }

  private ProposalResult propose(ServiceProvider provider, String merchantId, ActorRef by) {
    if (provider.state() != ServiceProvider.State.ACTIVE) {
      return new ProposalResult.NotServing(provider.state());
    }
    if (isBoundTo(provider, merchantId)) {
      return new ProposalResult.AlreadyBound();
    }
    Optional<BindingProposal> open = proposals.lockOpen(provider.id(), merchantId);
    if (open.isPresent() && !isOverdue(open.get())) {
      return new ProposalResult.Asked(open.get());
    }
    open.ifPresent(
        late ->
            proposals.changed(
                late, BindingProposal.State.EXPIRED, "BINDING_EXPIRED", ActorRef.SYSTEM));
    Instant now = clock.instant();
    int days = platforms.get(provider.platform()).part(ProviderNumbers.class).proposalDays();
    BindingProposal proposal =
        new BindingProposal(
            new CaseId(Ids.next("bp_")),
            provider.id(),
            provider.platform(),
            provider.ownerId(),
            merchantId,
            provider.industry(),
            BindingProposal.State.PROPOSED,
            by.id(),
            now,
            calendar.endOfDayAfter(now, days),
            null,
            1);
    proposals.add(proposal, by);
    return new ProposalResult.Asked(proposal);
  }

  /** What became of agreeing. */
  public sealed interface AgreementResult {

    /** It is bound; agreeing again changes nothing. */
    record Bound(BindingProposal proposal) implements AgreementResult {}

    /** The merchant is not asked any more. */
    record Over(BindingProposal.State state) implements AgreementResult {}

    /** The provider does not serve now: its deposit is not whole. */
    record NotServing(ServiceProvider.State state) implements AgreementResult {}

    /** The merchant has this other provider for the industry. */
    record Elsewhere(CaseId providerId) implements AgreementResult {}
  }

  /**
   * The merchant that is asked agrees, and is bound.
   *
   * @return empty when there is no such proposal
   */
  @Transactional
  public Optional<AgreementResult> agree(CaseId proposalId, ActorRef merchant) {
    return lock(proposalId).map(held -> agree(held, merchant));
  }

  private AgreementResult agree(Held held, ActorRef by) {
    BindingProposal proposal = held.proposal();
    ServiceProvider provider = held.provider();
    if (proposal.state() == BindingProposal.State.AGREED
        && isBoundTo(provider, proposal.merchantId())) {
      return new AgreementResult.Bound(proposal);
    }
    if (proposal.state() != BindingProposal.State.PROPOSED) {
      return new AgreementResult.Over(proposal.state());
    }
    if (isOverdue(proposal)) {
      return new AgreementResult.Over(BindingProposal.State.EXPIRED);
    }
    if (provider.state() != ServiceProvider.State.ACTIVE) {
      return new AgreementResult.NotServing(provider.state());
    }
    locks.hold(DatabaseLock.SERVICE_PROVIDER, provider.platform() + " " + proposal.merchantId());
    Optional<CaseId> other =
        bound.providerOf(provider, proposal.merchantId()).filter(one -> !one.equals(provider.id()));
    if (other.isPresent()) {
      return new AgreementResult.Elsewhere(other.get());
    }
    bound.bind(provider, proposal.merchantId(), proposal.id());
    BindingProposal agreed =
        proposals.changed(proposal, BindingProposal.State.AGREED, "BINDING_AGREED", by);
    history.append(
        CaseEvent.noted(
            provider.id(),
            by,
            "MERCHANT_BOUND",
            Map.of(
                "merchantId", proposal.merchantId(),
                "industry", provider.industry(),
                "proposalId", proposal.id().value())));
    return new AgreementResult.Bound(agreed);
  }

  /** What became of an assignment. */
  public sealed interface AssignmentResult {

    /** The merchant is bound to the provider, and was not before. */
    record Assigned(ServiceProvider provider) implements AssignmentResult {}

    /** The provider does not serve: its deposit is not whole, or its service has ended. */
    record NotServing(ServiceProvider.State state) implements AssignmentResult {}

    /** The merchant has this provider for the industry. */
    record Served(CaseId providerId) implements AssignmentResult {}
  }

  /**
   * The platform binds a merchant that did not bind itself, in the transaction of who judged that
   * it may. What the provider asked the merchant meanwhile is taken back.
   *
   * @param provider held by the caller
   * @param reason in words the merchant reads
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssignmentResult assign(
      ServiceProvider provider, String merchantId, String reason, ActorRef by) {
    if (provider.state() != ServiceProvider.State.ACTIVE) {
      return new AssignmentResult.NotServing(provider.state());
    }
    Optional<BindingProposal> open = proposals.lockOpen(provider.id(), merchantId);
    locks.hold(DatabaseLock.SERVICE_PROVIDER, provider.platform() + " " + merchantId);
    Optional<CaseId> other = bound.providerOf(provider, merchantId);
    if (other.isPresent()) {
      return new AssignmentResult.Served(other.get());
    }
    open.ifPresent(
        one -> proposals.changed(one, BindingProposal.State.WITHDRAWN, "BINDING_WITHDRAWN", by));
    bound.bind(provider, merchantId, null);
    history.append(
        CaseEvent.noted(
            provider.id(),
            by,
            "MERCHANT_ASSIGNED",
            Map.of("merchantId", merchantId, "industry", provider.industry(), "reason", reason)));
    return new AssignmentResult.Assigned(provider);
  }

  /** A provider, held until the caller's transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<ServiceProvider> hold(CaseId providerId) {
    return providers.lock(providerId);
  }

  /**
   * Who serves a merchant in an industry; nobody is bound to it before the caller's transaction
   * ends. A provider of any industry serves in each.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<CaseId> holdServing(Platform platform, String merchantId, String industry) {
    locks.hold(DatabaseLock.SERVICE_PROVIDER, platform + " " + merchantId);
    return bound.serving(platform, merchantId, industry);
  }

  /** When a merchant was last unbound from a provider of an industry; empty when it never was. */
  @Transactional(readOnly = true)
  public Optional<Instant> lastUnbound(Platform platform, String merchantId, String industry) {
    return bound.lastUnbound(platform, merchantId, industry);
  }

  /**
   * The merchant declines, or whoever proposed takes it back; once more, it stays so.
   *
   * @param state {@code DECLINED} or {@code WITHDRAWN}
   */
  @Transactional
  public Optional<Change<BindingProposal>> end(
      CaseId proposalId, BindingProposal.State state, ActorRef by) {
    return lock(proposalId)
        .map(
            held -> {
              BindingProposal proposal = held.proposal();
              if (proposal.state() == state) {
                return new Change.Made<>(proposal);
              }
              if (proposal.state() != BindingProposal.State.PROPOSED) {
                return new Change.Refused<>(proposal.state().name(), Set.of());
              }
              if (isOverdue(proposal)) {
                return new Change.Refused<>(BindingProposal.State.EXPIRED.name(), Set.of());
              }
              return new Change.Made<>(
                  proposals.changed(
                      proposal,
                      state,
                      state == BindingProposal.State.DECLINED
                          ? "BINDING_DECLINED"
                          : "BINDING_WITHDRAWN",
                      by));
            });
  }

  /** Ends some of the proposals nobody answered in time; how many. */
  @Transactional
  public int expire(int limit) {
    List<CaseId> overdue = proposals.overdue(clock.instant(), limit);
    overdue.forEach(
        id ->
            lock(id)
                .map(Held::proposal)
                .filter(one -> one.state() == BindingProposal.State.PROPOSED && isOverdue(one))
                .ifPresent(
                    late ->
                        proposals.changed(
                            late,
                            BindingProposal.State.EXPIRED,
                            "BINDING_EXPIRED",
                            ActorRef.SYSTEM)));
    return overdue.size();
  }

  /** Unbinds a merchant; one that is not bound stays so. */
  @Transactional
  public Optional<Change<ServiceProvider>> unbind(
      CaseId providerId, String merchantId, ActorRef by) {
    return providers
        .lock(providerId)
        .map(
            provider -> {
              if (bound.unbind(providerId, merchantId)) {
                history.append(
                    CaseEvent.noted(
                        providerId, by, "MERCHANT_UNBOUND", Map.of("merchantId", merchantId)));
              }
              return new Change.Made<>(provider);
            });
  }

  @Transactional(readOnly = true)
  public Optional<BindingProposal> find(CaseId id) {
    return proposals.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<BindingProposal> list(
      @Nullable String providerId,
      @Nullable String merchantId,
      BindingProposal.@Nullable State state,
      Page.Slice slice) {
    return proposals.list(providerId, merchantId, state, slice);
  }

  private record Held(ServiceProvider provider, BindingProposal proposal) {}

  /** A proposal with its provider, which is held first: what ends the one ends the other. */
  private Optional<Held> lock(CaseId proposalId) {
    return proposals
        .find(proposalId)
        .flatMap(found -> providers.lock(found.providerId()))
        .flatMap(
            provider -> proposals.lock(proposalId).map(proposal -> new Held(provider, proposal)));
  }

  private boolean isBoundTo(ServiceProvider provider, String merchantId) {
    return bound.merchantsOf(provider.id()).contains(merchantId);
  }

  private boolean isOverdue(BindingProposal proposal) {
    return !clock.instant().isBefore(proposal.expiresAt());
  }
}
