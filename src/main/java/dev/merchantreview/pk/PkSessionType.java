package dev.merchantreview.pk;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.Instances;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * PK sessions belong to both sides, and to the owners of what is to be hung. Each has one process
 * instance, from its planning until it is over.
 */
@Component
class PkSessionType implements CaseType, CaseProcesses {

  private static final String TYPE = "PK_SESSION";
  private static final String FIRST_STEP = "Task_DateSession";

  private final PkSessions sessions;
  private final PkPaths paths;
  private final PkTimes times;
  private final PkProcess process;
  private final Instances instances = new Instances.PerCase();

  PkSessionType(PkSessions sessions, PkPaths paths, PkTimes times, PkProcess process) {
    this.sessions = sessions;
    this.paths = paths;
    this.times = times;
    this.process = process;
  }

  @Override
  public String idPrefix() {
    return "pk_";
  }

  @Override
  public String path() {
    return "/api/v1/pk-sessions";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return sessions
        .find(caseId)
        .map(PkPlanning::merchants)
        .map((Set<String> merchants) -> shared(caseId, merchants, merchants));
  }

  @Override
  public Set<String> typeNames() {
    return Set.of(TYPE);
  }

  @Override
  public Set<String> stateNames() {
    return PkPath.STATES;
  }

  /** It is of both sides alike, so nobody acts for it alone. */
  @Override
  @Transactional(readOnly = true)
  public Optional<IndexedCase> indexed(CaseId caseId) {
    return paths
        .find(caseId)
        .flatMap(path -> sessions.find(caseId).map(session -> indexed(session, path)));
  }

  private static IndexedCase indexed(PkSession session, PkPath path) {
    Set<IndexedCase.Key> keys = new HashSet<>();
    for (PkSession.Lane lane : session.lanes()) {
      keys.add(IndexedCase.Kind.STREAMER.of(lane.streamerId()));
      for (PkSession.LaneProduct product : lane.products()) {
        keys.add(IndexedCase.Kind.MERCHANT.of(product.ownerId()));
        keys.add(IndexedCase.Kind.CASE.of(product.filingId().value()));
      }
    }
    return new IndexedCase(
        session.id(),
        TYPE,
        session.platform(),
        "",
        new IndexedCase.Standing(path.state(), path.open(), 0, null, null, session.createdAt()),
        new IndexedCase.Named(
            session.lanes().stream().map(PkSession.Lane::nickname).toList(), null, keys, null));
  }

  @Override
  public List<CaseId> ids(String after, int limit) {
    return sessions.ids(after, limit);
  }

  @Override
  public String processId() {
    return "pk-session";
  }

  @Override
  public Instances instances() {
    return instances;
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open(String after, int limit) {
    return paths.workedOn(after, limit).stream().map(PkSessionType::state).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> boundTo(Collection<Long> instances) {
    return paths.boundTo(instances).stream().map(PkSessionType::state).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public Set<Long> workingAmong(Collection<Long> instances) {
    return paths.workingAmong(instances);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return paths.find(caseId).filter(PkPath::begun).map(PkSessionType::state);
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> find(Collection<CaseId> caseIds) {
    return paths.find(caseIds).stream().filter(PkPath::begun).map(PkSessionType::state).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public Map<String, Object> variables(CaseId caseId) {
    return paths
        .find(caseId)
        .filter(PkPath::isWorkedOn)
        .flatMap(path -> sessions.find(caseId))
        .map(times::variables)
        .orElseGet(Map::of);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Position> release(CaseState judged) {
    PkSession session = sessions.lock(judged.caseId()).orElseThrow();
    // Judged again under the lock: whoever came first has changed it.
    if (judged.ended() || find(judged.caseId()).filter(judged::equals).isEmpty()) {
      return Optional.empty();
    }
    paths.release(session.id());
    // There it looks at everything, so it finds its place wherever it stood.
    return Optional.of(new Position(FIRST_STEP, times.variables(session)));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, long instance) {
    PkSession session = sessions.lock(caseId).orElseThrow();
    PkPath path = paths.find(session.id()).orElseThrow();
    Long bound = path.processInstanceKey();
    if (!path.isWorkedOn() || bound != null && bound != instance) {
      return false;
    }
    paths.bind(caseId, instance);
    return true;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public int begin(int limit) {
    return process.beginFormer(limit);
  }

  private static CaseState state(PkPath path) {
    return new CaseState(
        path.id(),
        path.state(),
        path.processInstanceKey(),
        "caseId",
        path.id().value(),
        !path.open(),
        path.updatedAt());
  }
}
