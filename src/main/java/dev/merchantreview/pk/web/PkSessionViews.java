package dev.merchantreview.pk.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.OperatePages;
import dev.merchantreview.filing.LeadTimes;
import dev.merchantreview.pk.PkReadiness;
import dev.merchantreview.pk.PkSession;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.streamer.Standings;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import dev.merchantreview.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows PK sessions: what is missing on each lane, and what the caller can do. */
@Component
class PkSessionViews {

  private final PkReadiness readiness;
  private final LeadTimes leadTimes;
  private final Texts texts;
  private final CaseTypes types;
  private final OperatePages pages;
  private final WorkingCalendar calendar;
  private final Clock clock;

  PkSessionViews(
      PkReadiness readiness,
      LeadTimes leadTimes,
      Texts texts,
      CaseTypes types,
      OperatePages pages,
      WorkingCalendar calendar,
      Clock clock) {
    this.readiness = readiness;
    this.leadTimes = leadTimes;
    this.texts = texts;
    this.types = types;
    this.pages = pages;
    this.calendar = calendar;
    this.clock = clock;
  }

  PkSessionView view(PkSession session, Caller caller, Locale locale) {
    return all(List.of(session), caller, locale).getFirst();
  }

  /** How the streamers and the processes stand is read once for all of them. */
  List<PkSessionView> all(List<PkSession> sessions, Caller caller, Locale locale) {
    Map<Standings.Key, Standings.StreamerStanding> standings =
        readiness.standingsOfSides(sessions, clock.instant());
    Map<CaseId, CaseProcesses.CaseState> states =
        caller.readsAll() ? types.states(sessions.stream().map(PkSession::id).toList()) : Map.of();
    return sessions.stream()
        .map(session -> view(session, standings, states.get(session.id()), caller, locale))
        .toList();
  }

  private PkSessionView view(
      PkSession session,
      Map<Standings.Key, Standings.StreamerStanding> standings,
      CaseProcesses.@Nullable CaseState state,
      Caller caller,
      Locale locale) {
    List<PkReadiness.Missing> missing = readiness.missing(session, standings);
    boolean over = !clock.instant().isBefore(readiness.overAt(session));
    return new PkSessionView(
        session.id().value(),
        session.platform(),
        at(session.liveAt()),
        at(leadTimes.fileBy(session.platform(), session.liveAt()).at()),
        leadTimes.workingDaysLeft(session.platform(), session.liveAt()),
        missing.isEmpty() && !over,
        over,
        session.lanes().stream().map(lane -> view(lane, missing, locale)).toList(),
        at(session.createdAt()),
        at(session.updatedAt()),
        process(session.id(), state),
        over ? List.of() : nextActions(session, caller));
  }

  private PkSessionView.@Nullable ProcessView process(
      CaseId id, CaseProcesses.@Nullable CaseState state) {
    return state == null
        ? null
        : types.processOf(id).map(process -> process(process, state)).orElse(null);
  }

  private PkSessionView.ProcessView process(CaseProcesses process, CaseProcesses.CaseState state) {
    Long instance = state.processInstanceKey();
    return new PkSessionView.ProcessView(
        process.processId(),
        instance == null ? null : instance.toString(),
        instance == null ? null : pages.of(instance).orElse(null));
  }

  private PkSessionView.LaneView view(
      PkSession.Lane lane, List<PkReadiness.Missing> missing, Locale locale) {
    return new PkSessionView.LaneView(
        lane.streamerId(),
        lane.nickname(),
        lane.merchantId(),
        lane.isConfirmed(),
        lane.leftAt() != null,
        lane.products().stream()
            .map(
                product ->
                    new PkSessionView.ProductView(
                        product.productId(),
                        product.title(),
                        product.ownerId(),
                        product.filingId().value(),
                        product.state(),
                        product.permitted()))
            .toList(),
        missing.stream()
            .filter(one -> one.lane().equals(lane.streamerId()))
            .map(
                one ->
                    new PkSessionView.MissingView(
                        one.code(),
                        texts.of("permit", one.code(), locale).message(),
                        one.productId(),
                        one.filingId() == null ? null : one.filingId().value(),
                        one.actor(),
                        one.merchantId()))
            .toList());
  }

  private static List<NextAction> nextActions(PkSession session, Caller caller) {
    String path = "/api/v1/pk-sessions/" + session.id();
    List<NextAction> actions = new ArrayList<>();
    for (PkSession.Lane lane : session.lanes()) {
      if (caller.actsFor(lane.merchantId())) {
        if (!lane.isConfirmed()) {
          actions.add(new NextAction("CONFIRM", "POST", path + "/confirmation", null));
        }
        actions.add(new NextAction("MOVE_LIVE", "POST", path + "/live-time", null));
        if (lane.leftAt() == null) {
          actions.add(new NextAction("LEAVE", "POST", path + "/departure", null));
        }
      }
    }
    return actions.stream().distinct().toList();
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
