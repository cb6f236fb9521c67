package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.history.History;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.shared.UnreadableDocumentException;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Contents outside the database: what is there of them, who reads them, and when they go. */
class ContentsIT {

  private static final String MERCHANT = "merchant";

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient database = service.database();
  private final Documents documents = service.bean(Documents.class);
  private final Contents contents = service.bean(Contents.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);
  private final Path directory =
      Objects.requireNonNull(service.bean(ContentProperties.class).directory());

  private static byte[] unique() {
    byte[] content = new byte[5_000];
    new Random().nextBytes(content);
    byte[] words = "A NAME THAT CAN BE READ".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(words, 0, content, 100, words.length);
    return content;
  }

  private Document uploaded(byte[] content) {
    Documents.KeptContent kept = documents.keep(content);
    return documents.store(DocumentKind.OTHER, kept, "image/png", uploader());
  }

  private static ActorRef uploader() {
    return new ActorRef(ActorRef.Kind.MERCHANT, MERCHANT);
  }

  private byte[] read(Document document) {
    return documents.read(document, ActorRef.SYSTEM);
  }

  private String contentOf(Document document) {
    return one("select content_id from document where id = :id", document.id());
  }

  private Path file(Document document) {
    return directory.resolve(
        ContentStore.path(
            one(
                "select c.address from document_content c join document d on d.content_id = c.id where d.id = :id",
                document.id())));
  }

  private String one(String query, String id) {
    return database.sql(query).param("id", id).query(String.class).single();
  }

  private long contentsLike(byte[] content) {
    return database
        .sql("select count(*) from document_content where sha256 = :hash")
        .param("hash", Sha256.hex(content))
        .query(Long.class)
        .single();
  }

  private double damaged() {
    return service
        .bean(MeterRegistry.class)
        .get("merchantreview.documents.damaged")
        .counter()
        .count();
  }

  private void age(String contentId, String age) {
    database
        .sql("update document_content set used_at = now() - cast(:age as interval) where id = :id")
        .param("age", age)
        .param("id", contentId)
        .update();
  }

  private void removeOld(String waitedFor) {
    ContentRetention retention = service.bean(ContentRetention.class);
    TestPlatform.await(
        waitedFor + " to be removed",
        () -> {
          // Another run may be under way.
          retention.remove();
          return database
                  .sql("select count(*) from document_content where id = :id")
                  .param("id", waitedFor)
                  .query(Long.class)
                  .single()
              == 0;
        });
  }

  @Test
  void keepsNothingReadableAndNothingInTheDatabase() throws IOException {
    byte[] content = unique();
    Document document = uploaded(content);
    byte[] stored = Files.readAllBytes(file(document));
    assertThat(Sha256.hex(stored)).isEqualTo(file(document).getFileName().toString());
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("A NAME");
    assertThat(file(document).getFileName().toString()).isNotEqualTo(document.sha256());
    assertThat(
            database
                .sql("select count(*) from document where id = :id and content is null")
                .param("id", document.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(read(document)).isEqualTo(content);
  }

  @Test
  void keepsTheSameContentOnce() {
    byte[] content = unique();
    Document first = uploaded(content);
    Document second = uploaded(content);
    assertThat(contentsLike(content)).isEqualTo(1);
    assertThat(contentOf(second)).isEqualTo(contentOf(first));
    assertThat(read(second)).isEqualTo(content);
  }

  /** Nobody sees what was not uploaded; who has the paper mends it for everybody. */
  @Test
  void deliversNothingThatWasNotUploaded() throws IOException {
    byte[] content = unique();
    Document document = uploaded(content);
    Path file = file(document);
    byte[] changed = Files.readAllBytes(file);
    changed[changed.length / 2] ^= 1;
    Files.write(file, changed);
    double before = damaged();
    ApiClient.Answer answer = service.api(MERCHANT).get("/api/v1/documents/" + document.id());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/document-damaged");
    assertThat(answer.body().path("detail").asString()).contains(document.id());
    assertThat(damaged()).isGreaterThan(before);
    Document again = uploaded(content);
    assertThat(read(again)).isEqualTo(content);
    assertThat(read(document)).isEqualTo(content);
    assertThat(file(document)).isNotEqualTo(file);
  }

  @Test
  void storesAnewWhatIsGone() throws IOException {
    byte[] content = unique();
    Document document = uploaded(content);
    Files.delete(file(document));
    assertThatThrownBy(() -> read(document)).isInstanceOf(UnreadableDocumentException.class);
    uploaded(content);
    assertThat(read(document)).isEqualTo(content);
  }

  /** Beside instances of before, which read the database alone. */
  @Test
  void writesTheDatabaseAndReadsBothUntilAllInstancesAreNew() {
    byte[] content = unique();
    Document stored = uploaded(content);
    Documents besideOld =
        new Documents(
            service.bean(JdbcClient.class),
            service.bean(Clock.class),
            service.bean(History.class),
            contents,
            settings(ContentProperties.KeptIn.DATABASE, directory),
            transaction);
    byte[] other = unique();
    Documents.KeptContent kept = besideOld.keep(other);
    assertThat(kept.id()).isNull();
    Document document =
        Objects.requireNonNull(
            transaction.execute(
                status -> besideOld.store(DocumentKind.OTHER, kept, "image/png", uploader())));
    assertThat(besideOld.read(stored, ActorRef.SYSTEM)).isEqualTo(content);
    assertThat(besideOld.read(document, ActorRef.SYSTEM)).isEqualTo(other);
  }

  private static ContentProperties settings(ContentProperties.KeptIn keptIn, Path directory) {
    return new ContentProperties(
        keptIn, directory, null, Duration.ofHours(24), Duration.ofMinutes(1));
  }

  /** A volume that is not mounted must not be taken for a store in which nothing is. */
  @Test
  void doesNotStartWithoutTheDirectoryWhereContentsAreOnRecord() {
    uploaded(unique());
    Path elsewhere = directory.resolveSibling("not-mounted");
    assertThatThrownBy(
            () ->
                new ContentConfiguration()
                    .contentStore(
                        settings(ContentProperties.KeptIn.STORE, elsewhere),
                        service.bean(JdbcClient.class)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(elsewhere.toString());
    assertThat(elsewhere).doesNotExist();
  }

  /** As an instance of before wrote it, and as it may have been damaged since. */
  @Test
  void readsAndMovesWhatIsInTheDatabase() {
    byte[] content = unique();
    Document document = uploaded(content);
    Document same = uploaded(content);
    Document damaged = uploaded(unique());
    putBack(document, content);
    putBack(same, content);
    byte[] other = unique();
    putBack(damaged, other);
    assertThat(read(document)).isEqualTo(content);
    assertThatThrownBy(() -> read(damaged)).isInstanceOf(UnreadableDocumentException.class);
    ContentMove move = service.bean(ContentMove.class);
    TestPlatform.await(
        "the contents to be moved",
        () -> {
          move.move();
          return database
                  .sql(
                      "select count(*) from document where id in (:ids) and content_id is not null")
                  .param("ids", List.of(document.id(), same.id()))
                  .query(Long.class)
                  .single()
              == 2;
        });
    assertThat(read(document)).isEqualTo(content);
    assertThat(read(same)).isEqualTo(content);
    assertThat(contentOf(same)).isEqualTo(contentOf(document));
    // Nothing is lost, however wrong it is.
    assertThat(
            database
                .sql("select content from document where id = :id")
                .param("id", damaged.id())
                .query((row, number) -> row.getBytes(1))
                .single())
        .isEqualTo(other);
    putBack(damaged, Arrays.copyOf(new byte[] {1}, 1));
    database
        .sql("select erase_documents(array[:id])")
        .param("id", damaged.id())
        .query(Integer.class)
        .single();
  }

  private void putBack(Document document, byte[] content) {
    database
        .sql("update document set content = :content, content_id = null where id = :id")
        .param("content", content)
        .param("id", document.id())
        .update();
  }

  @Test
  void removesWhatNoDocumentHasAfterTheGraceTime() {
    String abandoned = Objects.requireNonNull(documents.keep(unique()).id());
    String young = Objects.requireNonNull(documents.keep(unique()).id());
    Document document = uploaded(unique());
    Path file = directory.resolve(ContentStore.path(address(abandoned)));
    assertThat(file).exists();
    age(abandoned, "25 hours");
    age(young, "23 hours");
    age(contentOf(document), "400 days");
    removeOld(abandoned);
    assertThat(file).doesNotExist();
    assertThat(directory.resolve(ContentStore.path(address(young)))).exists();
    assertThat(file(document)).exists();
    assertThat(read(document)).hasSize(5_000);
  }

  private String address(String contentId) {
    return one("select address from document_content where id = :id", contentId);
  }

  /** An upload takes a content in the moment in which it would be removed. */
  @Test
  void leavesAContentThatAnUploadIsTaking() throws Exception {
    byte[] content = unique();
    String id = Objects.requireNonNull(documents.keep(content).id());
    age(id, "25 hours");
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ContentRetention retention = service.bean(ContentRetention.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Document> upload =
          CompletableFuture.supplyAsync(
              () ->
                  transaction.execute(
                      status -> {
                        Document document =
                            documents.store(
                                DocumentKind.OTHER,
                                new Documents.KeptContent(content, id),
                                "image/png",
                                uploader());
                        taken.countDown();
                        await(goOn);
                        return document;
                      }),
              threads);
      taken.await();
      CompletableFuture<Void> removal = CompletableFuture.runAsync(retention::remove, threads);
      TestPlatform.await("the removal to wait", () -> removalWaits() || removal.isDone());
      goOn.countDown();
      Document document = upload.join();
      removal.join();
      assertThat(read(document)).isEqualTo(content);
      retention.remove();
      assertThat(read(document)).isEqualTo(content);
    }
  }

  private boolean removalWaits() {
    return database
        .sql(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like 'update document_content set removing_at%')")
        .query(Boolean.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The other way round: what is being removed is taken by nobody, and is kept anew. */
  @Test
  void takesNoContentThatIsBeingRemoved() {
    byte[] content = unique();
    String id = Objects.requireNonNull(documents.keep(content).id());
    database
        .sql("update document_content set removing_at = now() where id = :id")
        .param("id", id)
        .update();
    assertThatThrownBy(
            () ->
                documents.store(
                    DocumentKind.OTHER,
                    new Documents.KeptContent(content, id),
                    "image/png",
                    uploader()))
        .isInstanceOf(OutsideUnavailableException.class);
    Document document = uploaded(content);
    assertThat(contentOf(document)).isNotEqualTo(id);
    removeOld(id);
    assertThat(read(document)).isEqualTo(content);
  }

  /** Erased: no copy of the content is read again, wherever one lies, and the content goes. */
  @Test
  void erasesTheContentsOfAMerchantsPapers() throws IOException {
    String merchant = Merchants.next();
    ApiClient api = service.api(MERCHANT);
    ApiClient.Answer submitted =
        api.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.application(
                    "DOUYIN", merchant, "ENTERPRISE", "青禾" + merchant, List.of("服饰")),
                api));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    List<String> papers =
        database
            .sql("select document_id from documents_of_merchant(:merchant)")
            .param("merchant", merchant)
            .query(String.class)
            .list();
    List<String> handedIn =
        submitted
            .body()
            .path("documents")
            .valueStream()
            .map(one -> one.path("documentId").asString())
            .toList();
    assertThat(handedIn).isNotEmpty();
    assertThat(papers).containsAll(handedIn);
    Document paper = documents.find(handedIn.getFirst()).orElseThrow();
    byte[] content = read(paper);
    String contentId = contentOf(paper);
    Path file = file(paper);
    byte[] copy = Files.readAllBytes(file);
    Document ofAnother = uploaded(content);
    assertThat(erase(List.of(paper.id()))).isEqualTo(1);
    ApiClient.Answer gone = api.get("/api/v1/documents/" + paper.id());
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body().path("type").asString()).isEqualTo("/problems/document-erased");
    // Another document has the same content: that one is not the merchant's to erase.
    assertThat(read(ofAnother)).isEqualTo(content);
    assertThat(erase(List.of(ofAnother.id()))).isEqualTo(1);
    assertThat(
            database
                .sql("select count(*) from document_content where id = :id and wrapped_key is null")
                .param("id", contentId)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    removeOld(contentId);
    assertThat(file).doesNotExist();
    // A copy from a backup of the store opens no more; the same paper can be uploaded anew.
    Files.write(file, copy);
    Document anew = uploaded(content);
    assertThat(read(anew)).isEqualTo(content);
    assertThat(contentOf(anew)).isNotEqualTo(contentId);
    Files.delete(file);
  }

  /**
   * An agent hands one upload in for two merchants: it is not one's to erase while the other has
   * it.
   */
  @Test
  void leavesThePapersThatAnotherMerchantsCaseNames() {
    String merchant = Merchants.next();
    String other = Merchants.next();
    ApiClient api = service.api(MERCHANT);
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "DOUYIN", merchant, "ENTERPRISE", "青禾" + merchant, List.of("服饰")),
            api);
    assertThat(api.post("/api/v1/store-applications", application).status()).isEqualTo(201);
    List<String> alone = alone(merchant);
    assertThat(alone)
        .containsExactlyInAnyOrderElementsOf(ofMerchant(merchant))
        .hasSizeGreaterThan(1);

    ObjectNode ofOther =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "DOUYIN", other, "ENTERPRISE", "青禾" + other, List.of("服饰")),
            api);
    String shared = application.at("/documents/0/documentId").asString();
    assertThat(application.at("/documents/0/kind")).isEqualTo(ofOther.at("/documents/0/kind"));
    ((ObjectNode) ofOther.at("/documents/0")).put("documentId", shared);
    assertThat(api.post("/api/v1/store-applications", ofOther).status()).isEqualTo(201);

    assertThat(ofMerchant(merchant)).contains(shared);
    assertThat(ofMerchant(other)).contains(shared);
    assertThat(alone(merchant)).doesNotContain(shared).hasSize(alone.size() - 1);
    assertThat(alone(other)).doesNotContain(shared).isNotEmpty();
    assertThat(alone(Merchants.next())).isEmpty();
    assertThat(erase(alone(merchant))).isEqualTo(alone.size() - 1);
    assertThat(api.get("/api/v1/documents/" + shared).status()).isEqualTo(200);
  }

  private List<String> alone(String merchant) {
    return strings("select document_id from documents_of_merchant_alone(:merchant)", merchant);
  }

  private List<String> ofMerchant(String merchant) {
    return strings("select document_id from documents_of_merchant(:merchant)", merchant);
  }

  private List<String> strings(String sql, String merchant) {
    return database.sql(sql).param("merchant", merchant).query(String.class).list();
  }

  /** The upload has the content already, and its document is not there yet: that one keeps it. */
  @Test
  void anErasureWaitsForAnUploadOfTheSamePaper() {
    byte[] content = unique();
    Document erased = uploaded(content);
    Documents.KeptContent kept = documents.keep(content);
    List<CompletableFuture<Integer>> erasing = new ArrayList<>();
    Document uploaded =
        transaction.execute(
            status -> {
              Document stored = documents.store(DocumentKind.OTHER, kept, "image/png", uploader());
              int upload = backend(service.bean(JdbcClient.class));
              erasing.add(CompletableFuture.supplyAsync(() -> erase(List.of(erased.id()))));
              TestPlatform.await("an erasure that waits", () -> isWaitedFor(upload));
              return stored;
            });
    assertThat(erasing.getFirst().join()).isEqualTo(1);
    assertThat(read(Objects.requireNonNull(uploaded))).isEqualTo(content);
    assertThatThrownBy(() -> read(erased)).isInstanceOf(UnreadableDocumentException.class);
  }

  /** The erasure came first: the upload is told to try again, and has a content of its own then. */
  @Test
  void anUploadWaitsForAnErasureOfTheSamePaper() throws SQLException {
    byte[] content = unique();
    Document erased = uploaded(content);
    String before = contentOf(erased);
    Documents.KeptContent kept = documents.keep(content);
    CompletableFuture<Document> uploading;
    try (Connection connection = service.superuser().getConnection()) {
      connection.setAutoCommit(false);
      JdbcClient eraser = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      assertThat(
              eraser
                  .sql("select erase_documents(array[:id])")
                  .param("id", erased.id())
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
      int erasure = backend(eraser);
      uploading =
          CompletableFuture.supplyAsync(
              () -> documents.store(DocumentKind.OTHER, kept, "image/png", uploader()));
      TestPlatform.await("an upload that waits", () -> isWaitedFor(erasure));
      connection.commit();
    }
    assertThatThrownBy(uploading::join).hasCauseInstanceOf(OutsideUnavailableException.class);
    Document anew = uploaded(content);
    assertThat(read(anew)).isEqualTo(content);
    assertThat(contentOf(anew)).isNotEqualTo(before);
  }

  private static int backend(JdbcClient connection) {
    return connection.sql("select pg_backend_pid()").query(Integer.class).single();
  }

  private boolean isWaitedFor(int backend) {
    return database
        .sql(
            "select exists (select from pg_stat_activity where :pid = any (pg_blocking_pids(pid)))")
        .param("pid", backend)
        .query(Boolean.class)
        .single();
  }

  private int erase(List<String> ids) {
    return database
        .sql("select erase_documents(:ids)")
        .param("ids", ids.toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  @Test
  void isKeptByOnlyWhatExists() {
    assertThatThrownBy(() -> transaction.executeWithoutResult(status -> contents.use("ct_nobody")))
        .isInstanceOf(OutsideUnavailableException.class);
  }
}
