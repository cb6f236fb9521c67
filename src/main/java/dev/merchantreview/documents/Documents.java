package dev.merchantreview.documents;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.shared.UnreadableDocumentException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The uploaded documents. Every upload and every read is an event of the document's own history.
 */
@Component
public class Documents {

  private static final Pattern ID = Pattern.compile(DocumentReference.ID);
  private static final String COLUMNS = "id, kind, owner, sha256, bytes, media_type, uploaded_at";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final History history;
  private final Contents contents;
  private final boolean stored;
  private final TransactionTemplate transaction;

  Documents(
      JdbcClient jdbc,
      Clock clock,
      History history,
      Contents contents,
      ContentProperties properties,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.history = history;
    this.contents = contents;
    this.stored = properties.keptIn() == ContentProperties.KeptIn.STORE;
    this.transaction = transaction;
  }

  /** What an upload is: read to its end, which takes a moment and no database. */
  public UploadVerdict judge(byte[] content) {
    return ContentType.of(content);
  }

  /**
   * The content of an upload that is becoming a document; one that never does is removed after a
   * while.
   *
   * @param id of the content in the store; null when it goes to the database
   */
  public record KeptContent(byte[] content, @Nullable String id) {}

  /**
   * Keeps the content of an upload, outside a transaction: the store may be slow.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the store does not answer
   */
  public KeptContent keep(byte[] content) {
    return new KeptContent(content, stored ? contents.keep(content) : null);
  }

  /**
   * Makes an upload a document.
   *
   * @param mediaType what it was judged to be
   */
  @Transactional
  public Document store(DocumentKind kind, KeptContent kept, String mediaType, ActorRef uploader) {
    byte[] content = kept.content();
    String contentId = kept.id();
    if (contentId != null) {
      contents.use(contentId);
    }
    Instant now = clock.instant();
    Document document =
        new Document(
            Ids.next("dc_"),
            kind,
            uploader.id(),
            Sha256.hex(content),
            content.length,
            mediaType,
            now);
    jdbc.sql(
            "insert into document ("
                + COLUMNS
                + ", content, content_id) values (:id, :kind, :owner, :sha256, :bytes, :mediaType, :uploadedAt,"
                + " :content, :contentId)")
        .param("id", document.id())
        .param("kind", kind.name())
        .param("owner", document.owner())
        .param("sha256", document.sha256())
        .param("bytes", document.bytes())
        .param("mediaType", mediaType)
        .param("uploadedAt", Timestamp.from(now))
        .param("content", contentId == null ? content : null, Types.BINARY)
        .param("contentId", contentId)
        .update();
    record(document, uploader, "DOCUMENT_UPLOADED");
    return document;
  }

  @Transactional(readOnly = true)
  public Optional<Document> find(String id) {
    if (!couldBe(id)) {
      return Optional.empty();
    }
    return jdbc.sql("select " + COLUMNS + " from document where id = :id")
        .param("id", id)
        .query(Documents::document)
        .optional();
  }

  /** The documents among these ids that exist, in the order they were uploaded. */
  @Transactional(readOnly = true)
  public List<Document> find(Collection<String> ids) {
    List<String> possible = ids.stream().filter(Documents::couldBe).toList();
    if (possible.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "select " + COLUMNS + " from document where id in (:ids) order by uploaded_at, id")
        .param("ids", possible)
        .query(Documents::document)
        .list();
  }

  /** The documents among these ids that exist and belong to the owner. */
  @Transactional(readOnly = true)
  public List<Document> ownedBy(String owner, Collection<String> ids) {
    List<String> possible = ids.stream().filter(Documents::couldBe).toList();
    if (possible.isEmpty()) {
      return List.of();
    }
    return jdbc.sql("select " + COLUMNS + " from document where owner = :owner and id in (:ids)")
        .param("owner", owner)
        .param("ids", possible)
        .query(Documents::document)
        .list();
  }

  /** The text may not have been checked yet, and the database cannot be asked for every text. */
  private static boolean couldBe(String id) {
    return ID.matcher(id).matches();
  }

  /**
   * The content, for somebody who may read it; the read is on record before a byte is given out.
   *
   * @throws UnreadableDocumentException when it was erased, or is not what was uploaded
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the store does not answer
   */
  public byte[] read(Document document, ActorRef reader) {
    transaction.executeWithoutResult(status -> record(document, reader, "DOCUMENT_READ"));
    return contents.read(document.id());
  }

  private void record(Document document, ActorRef actor, String action) {
    history.append(
        CaseEvent.noted(
            new CaseId(document.id()),
            actor,
            action,
            Map.of("kind", document.kind().name(), "sha256", document.sha256())));
  }

  private static Document document(ResultSet row, int number) throws SQLException {
    return new Document(
        row.getString("id"),
        DocumentKind.valueOf(row.getString("kind")),
        row.getString("owner"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getString("media_type"),
        row.getTimestamp("uploaded_at").toInstant());
  }
}
