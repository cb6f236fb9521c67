package dev.merchantreview.documents;

import dev.merchantreview.personaldata.ContentSeals;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.shared.UnreadableDocumentException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contents outside the database, and what the database knows of each: the hash of what was
 * uploaded, the hash of what is stored, which is its address, and its key. Two documents with the
 * same content have it once.
 *
 * <p>A content is on record before it is stored, and is stored before a document has it: whatever
 * is broken off leaves a record that no document has, by which it is removed after the grace time.
 */
@Component
class Contents {

  private static final Logger log = LoggerFactory.getLogger(Contents.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate own;
  private final ContentStore store;
  private final ContentSeals seals;
  private final Clock clock;
  private final Counter damaged;

  Contents(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ContentStore store,
      ContentSeals seals,
      Clock clock,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.own = new TransactionTemplate(transactions);
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.store = store;
    this.seals = seals;
    this.clock = clock;
    this.damaged =
        Counter.builder("merchantreview.documents.damaged")
            .description("Times a content was asked for that is not what was uploaded, or is gone")
            .register(meters);
  }

  private record Known(String id, String address) {}

  /**
   * Keeps a content, unless it is kept already; outside a transaction, because the store may be
   * slow.
   *
   * @return by what a document has it, see {@link #use}
   */
  String keep(byte[] content) {
    String sha256 = Sha256.hex(content);
    Optional<Known> known = own.execute(status -> takeKnown(sha256));
    if (known != null && known.isPresent()) {
      if (store.exists(known.get().address())) {
        return known.get().id();
      }
      markDamaged(known.get().id(), "nothing is at " + known.get().address());
    }
    String id = Ids.next("ct_");
    ContentSeals.Sealed sealed = seals.seal(id, content);
    String address = Sha256.hex(sealed.content());
    own.executeWithoutResult(status -> record(id, sha256, address, sealed));
    store.store(address, sealed.content());
    own.executeWithoutResult(status -> stored(id, sha256));
    return id;
  }

  /** From now on nobody removes it before the grace time is over again. */
  private Optional<Known> takeKnown(String sha256) {
    return jdbc.sql(
            """
            update document_content set used_at = :now
             where id = (select id from document_content
                          where sha256 = :sha256 and stored_at is not null and removing_at is null
                            and damaged_at is null and wrapped_key is not null
                          order by stored_at limit 1)
               and removing_at is null and wrapped_key is not null
            returning id, address
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("sha256", sha256)
        .query((row, number) -> new Known(row.getString("id"), row.getString("address")))
        .optional();
  }

  private void record(String id, String sha256, String address, ContentSeals.Sealed sealed) {
    jdbc.sql(
            "insert into document_content (id, sha256, address, bytes, master_key_id, wrapped_key, used_at)"
                + " values (:id, :sha256, :address, :bytes, :masterKeyId, :wrappedKey, :now)")
        .param("id", id)
        .param("sha256", sha256)
        .param("address", address)
        .param("bytes", sealed.content().length)
        .param("masterKeyId", sealed.key().masterKeyId())
        .param("wrappedKey", sealed.key().wrapped())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Documents whose content is the same, and was found damaged, have this one from now on. */
  private void stored(String id, String sha256) {
    jdbc.sql("update document_content set stored_at = :now where id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
    int healed =
        jdbc.sql(
                "update document d set content_id = :id from document_content c"
                    + " where c.id = d.content_id and c.sha256 = :sha256 and c.damaged_at is not null")
            .param("id", id)
            .param("sha256", sha256)
            .update();
    if (healed > 0) {
      jdbc.sql("update document_content set referenced = true where id = :id")
          .param("id", id)
          .update();
      jdbc.sql(
              "update document_content set referenced = false where sha256 = :sha256"
                  + " and damaged_at is not null")
          .param("sha256", sha256)
          .update();
      log.info("{} documents have a content again that was damaged", healed);
    }
  }

  /**
   * In the transaction in which a document gets it: who would remove it meanwhile waits, and leaves
   * it.
   *
   * @throws OutsideUnavailableException when it was removed in the meantime; asking again is right
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void use(String id) {
    int used =
        jdbc.sql(
                "update document_content set used_at = :now, referenced = true where id = :id"
                    + " and stored_at is not null and removing_at is null and wrapped_key is not null")
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id)
            .update();
    if (used == 0) {
      throw new OutsideUnavailableException("content " + id + " was removed meanwhile", null);
    }
  }

  /** What a document has, as the database knows it. */
  private record Had(
      String sha256,
      byte @Nullable [] content,
      boolean erased,
      @Nullable String id,
      @Nullable String address,
      ContentSeals.@Nullable WrappedKey key) {

    static Had of(ResultSet row, int number) throws SQLException {
      byte[] wrapped = row.getBytes("wrapped_key");
      return new Had(
          row.getString("sha256"),
          row.getBytes("content"),
          row.getTimestamp("erased_at") != null,
          row.getString("content_id"),
          row.getString("address"),
          wrapped == null
              ? null
              : new ContentSeals.WrappedKey(row.getString("master_key_id"), wrapped));
    }
  }

  /**
   * The content of a document that exists, and nothing else than what was uploaded.
   *
   * @throws UnreadableDocumentException when it was erased, or is damaged
   */
  byte[] read(String documentId) {
    Had had = had(documentId);
    if (had.erased()) {
      throw new UnreadableDocumentException(documentId, UnreadableDocumentException.Reason.ERASED);
    }
    Optional<byte[]> content = content(had);
    if (content.isEmpty() && had.id() != null) {
      // It may have been moved, healed or erased just now.
      Had again = had(documentId);
      if (again.erased()) {
        throw new UnreadableDocumentException(
            documentId, UnreadableDocumentException.Reason.ERASED);
      }
      content = content(again);
    }
    if (content.isEmpty()) {
      if (had.id() == null) {
        damaged.increment();
        log.error("The content of {} in the database is not what was uploaded", documentId);
      } else {
        markDamaged(had.id(), "of " + documentId + " is not what was uploaded, or not there");
      }
      throw new UnreadableDocumentException(documentId, UnreadableDocumentException.Reason.DAMAGED);
    }
    return content.get();
  }

  private Had had(String documentId) {
    return jdbc.sql(
            "select d.sha256, d.content, d.erased_at, d.content_id, c.address, c.master_key_id, c.wrapped_key"
                + " from document d left join document_content c on c.id = d.content_id where d.id = :id")
        .param("id", documentId)
        .query(Had::of)
        .single();
  }

  /** Empty unless every hash is right. */
  private Optional<byte[]> content(Had had) {
    if (had.content() != null) {
      return Optional.of(had.content()).filter(bytes -> Sha256.hex(bytes).equals(had.sha256()));
    }
    String id = had.id();
    String address = had.address();
    ContentSeals.WrappedKey key = had.key();
    if (id == null || address == null || key == null) {
      return Optional.empty();
    }
    return store
        .open(address)
        .filter(bytes -> Sha256.hex(bytes).equals(address))
        .flatMap(bytes -> seals.open(id, new ContentSeals.Sealed(key, bytes)))
        .filter(bytes -> Sha256.hex(bytes).equals(had.sha256()));
  }

  /** The next upload of the same content is stored anew, and mends what has this one. */
  private void markDamaged(String id, String what) {
    damaged.increment();
    log.error("Content {} in {}: {}", id, store.description(), what);
    own.executeWithoutResult(
        status ->
            jdbc.sql(
                    "update document_content set damaged_at = :now where id = :id and damaged_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update());
  }

  /** Says that one in the database is damaged; nobody moves it. */
  void damagedInDatabase(String documentId) {
    damaged.increment();
    log.error(
        "The content of {} in the database is not what was uploaded; it stays there", documentId);
  }
}
