package dev.merchantreview.onboarding;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One request to open one store (入驻申请). Changed only by the methods here, each guarded by the
 * lifecycle; a method that answers false or empty has changed nothing.
 */
public final class StoreApplication {

  private static final Set<StoreApplicationEvent> OWNERS_EVENTS =
      Set.of(StoreApplicationEvent.RESUBMIT, StoreApplicationEvent.WITHDRAW);

  private final CaseId id;
  private final String submittedBy;
  private final Instant createdAt;
  private Instant submittedAt;
  private ApplicationContent content;
  private StoreApplicationState state;
  private int round;
  private List<Problem> problems;
  private @Nullable Instant auditDueAt;
  private @Nullable Instant fixDueAt;
  private @Nullable Instant depositDueAt;
  private @Nullable Long depositRequiredFen;
  private @Nullable String storeId;
  private @Nullable Long processInstanceKey;
  private long lastTaskKey;
  private @Nullable String reviewer;
  private @Nullable String reason;
  private @Nullable String notice;
  private Instant updatedAt;
  private long version;

  StoreApplication(CaseId id, String submittedBy, ApplicationContent content, Instant now) {
    this.id = id;
    this.submittedBy = submittedBy;
    this.content = content;
    this.createdAt = now;
    this.submittedAt = now;
    this.updatedAt = now;
    this.state = StoreApplicationLifecycle.TABLE.initial();
    this.round = 1;
    this.problems = List.of();
    this.version = 1;
  }

  /** As it was kept. */
  StoreApplication(Snapshot kept) {
    this.id = kept.id();
    this.submittedBy = kept.submittedBy();
    this.createdAt = kept.createdAt();
    this.submittedAt = kept.submittedAt();
    this.content = kept.content();
    this.state = kept.state();
    this.round = kept.round();
    this.problems = kept.problems();
    this.auditDueAt = kept.auditDueAt();
    this.fixDueAt = kept.fixDueAt();
    this.depositDueAt = kept.depositDueAt();
    this.depositRequiredFen = kept.depositRequiredFen();
    this.storeId = kept.storeId();
    this.processInstanceKey = kept.processInstanceKey();
    this.lastTaskKey = kept.lastTaskKey();
    this.reviewer = kept.reviewer();
    this.reason = kept.reason();
    this.notice = kept.notice();
    this.updatedAt = kept.updatedAt();
    this.version = kept.version();
  }

  /** Everything there is to keep. */
  record Snapshot(
      CaseId id,
      String submittedBy,
      ApplicationContent content,
      StoreApplicationState state,
      int round,
      List<Problem> problems,
      @Nullable Instant auditDueAt,
      @Nullable Instant fixDueAt,
      @Nullable Instant depositDueAt,
      @Nullable Long depositRequiredFen,
      @Nullable String storeId,
      @Nullable Long processInstanceKey,
      long lastTaskKey,
      @Nullable String reviewer,
      @Nullable String reason,
      @Nullable String notice,
      Instant createdAt,
      Instant submittedAt,
      Instant updatedAt,
      long version) {}

  Snapshot snapshot() {
    return new Snapshot(
        id,
        submittedBy,
        content,
        state,
        round,
        problems,
        auditDueAt,
        fixDueAt,
        depositDueAt,
        depositRequiredFen,
        storeId,
        processInstanceKey,
        lastTaskKey,
        reviewer,
        reason,
        notice,
        createdAt,
        submittedAt,
        updatedAt,
        version);
  }

  /**
   * Binds the case to the process instance that works on it, once.
   *
   * @return false when another instance already does
   */
  boolean belongsTo(long instance) {
    if (processInstanceKey == null) {
      processInstanceKey = instance;
    }
    return processInstanceKey == instance;
  }

  boolean openAudit(Instant dueAt) {
    if (!move(StoreApplicationEvent.OPEN_AUDIT)) {
      return false;
    }
    auditDueAt = dueAt;
    problems = List.of();
    reason = null;
    return true;
  }

  boolean sendBack(List<Problem> found, @Nullable String words, Instant dueAt) {
    if (!move(StoreApplicationEvent.SEND_BACK)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    fixDueAt = dueAt;
    auditDueAt = null;
    return true;
  }

  boolean resubmit(ApplicationContent fixed, Instant now) {
    if (!move(StoreApplicationEvent.RESUBMIT)) {
      return false;
    }
    content = fixed;
    submittedAt = now;
    round++;
    fixDueAt = null;
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(StoreApplicationEvent.REJECT)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    auditDueAt = null;
    return true;
  }

  boolean demandDeposit(long requiredFen, Instant dueAt) {
    if (!move(StoreApplicationEvent.DEMAND_DEPOSIT)) {
      return false;
    }
    depositRequiredFen = requiredFen;
    depositDueAt = dueAt;
    auditDueAt = null;
    return true;
  }

  boolean activate(String openedStoreId) {
    if (!move(StoreApplicationEvent.ACTIVATE)) {
      return false;
    }
    storeId = openedStoreId;
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(StoreApplicationEvent.WITHDRAW)) {
      return false;
    }
    reason = words;
    auditDueAt = null;
    fixDueAt = null;
    return true;
  }

  boolean expire() {
    return move(StoreApplicationEvent.EXPIRE);
  }

  /** The reviewer's task was dealt with; it counts only once. */
  void taskUsed(long taskKey, @Nullable String by) {
    lastTaskKey = taskKey;
    reviewer = by;
    notice = null;
  }

  /** The task comes back fresh, with these words on top of its form. */
  void taskReturned(long taskKey, String words) {
    lastTaskKey = taskKey;
    notice = words;
  }

  private boolean move(StoreApplicationEvent event) {
    Optional<StoreApplicationState> next = StoreApplicationLifecycle.TABLE.next(state, event);
    next.ifPresent(target -> state = target);
    return next.isPresent();
  }

  void touched(Instant now) {
    updatedAt = now;
    version++;
  }

  /** What the owner may ask for now. */
  Set<String> ownersEvents() {
    Set<String> names = new TreeSet<>();
    for (StoreApplicationEvent event : StoreApplicationLifecycle.TABLE.allowed(state)) {
      if (OWNERS_EVENTS.contains(event)) {
        names.add(event.name());
      }
    }
    return names;
  }

  public boolean isEnded() {
    return StoreApplicationLifecycle.TABLE.isFinal(state);
  }

  public CaseId id() {
    return id;
  }

  /** The system that handed it in: only it sees the content unmasked. */
  public String submittedBy() {
    return submittedBy;
  }

  public ApplicationContent content() {
    return content;
  }

  public StoreApplicationState state() {
    return state;
  }

  /** Counts submissions from 1. */
  public int round() {
    return round;
  }

  public List<Problem> problems() {
    return problems;
  }

  public @Nullable Instant auditDueAt() {
    return auditDueAt;
  }

  public @Nullable Instant fixDueAt() {
    return fixDueAt;
  }

  public @Nullable Instant depositDueAt() {
    return depositDueAt;
  }

  public @Nullable Long depositRequiredFen() {
    return depositRequiredFen;
  }

  public @Nullable String storeId() {
    return storeId;
  }

  long lastTaskKey() {
    return lastTaskKey;
  }

  /** Why the task came back, for the top of its form. */
  @Nullable String notice() {
    return notice;
  }

  /** Who gave the last verdict. */
  public @Nullable String reviewer() {
    return reviewer;
  }

  /** What the auditor, or the merchant who withdrew, said. */
  public @Nullable String reason() {
    return reason;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When the present round was handed in: the audit's working days count from here. */
  public Instant submittedAt() {
    return submittedAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public long version() {
    return version;
  }
}
