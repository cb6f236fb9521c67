package dev.merchantreview.caseindex;

import dev.merchantreview.cases.CaseRenamed;
import dev.merchantreview.cases.CaseStandsOtherwise;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.history.History;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.shared.CaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps a case's row in the transaction of its history event, once for each case, when everything
 * else has been done in it: then the case is kept as it is.
 */
@Component
class IndexWriter {

  private final CaseTypes types;
  private final IndexRows rows;
  private final DatabaseLocks locks;
  private final History history;

  IndexWriter(CaseTypes types, IndexRows rows, DatabaseLocks locks, History history) {
    this.types = types;
    this.rows = rows;
    this.locks = locks;
    this.history = history;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(HistoryAppended appended) {
    // What the transaction added to a history itself has not to be read from there.
    atTheEnd(
        appended.caseId(),
        known ->
            known
                .map(last -> last.followedBy(appended.event()))
                .or(() -> IndexRows.Last.of(appended.event())));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(CaseRenamed renamed) {
    atTheEnd(renamed.caseId(), UnaryOperator.identity());
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(CaseStandsOtherwise changed) {
    atTheEnd(changed.caseId(), UnaryOperator.identity());
  }

  private void atTheEnd(CaseId id, UnaryOperator<Optional<IndexRows.Last>> known) {
    if (types.of(id).isEmpty()) {
      return;
    }
    Changed changed = (Changed) TransactionSynchronizationManager.getResource(this);
    if (changed == null || changed.written) {
      changed = new Changed();
      if (TransactionSynchronizationManager.getResource(this) != null) {
        TransactionSynchronizationManager.unbindResource(this);
      }
      TransactionSynchronizationManager.bindResource(this, changed);
      TransactionSynchronizationManager.registerSynchronization(changed);
    }
    changed.cases.put(id, known.apply(changed.cases.getOrDefault(id, Optional.empty())));
  }

  /**
   * Writes a case's row in the caller's transaction. Who writes the row of a case holds the lock of
   * its history, so that no two write it from different states.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean write(CaseId id) {
    locks.hold(DatabaseLock.HISTORY, id.value());
    return rows.of(id).filter(rows::keep).isPresent();
  }

  /** The cases a transaction changed. */
  private final class Changed implements TransactionSynchronization {

    private final Map<CaseId, Optional<IndexRows.Last>> cases = new LinkedHashMap<>();
    private boolean written;

    /** Before what is kept back is sent: the rows go with it. */
    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      written = true;
      cases.forEach(
          (id, last) -> {
            if (!history.isHeld(id)) {
              locks.hold(DatabaseLock.HISTORY, id.value());
            }
            rows.of(id, last.orElse(null)).ifPresent(rows::keepLater);
          });
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(IndexWriter.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(IndexWriter.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(IndexWriter.this);
    }
  }
}
