package dev.merchantreview.console;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.documents.Thumbnails;
import dev.merchantreview.review.CaseReads;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The papers of cases, for people who are logged in here. Each read is on record as the API's are,
 * and nothing on the way keeps a copy.
 */
@Controller
@Hidden
class PaperFiles {

  /** Where they are. */
  static final String PATH = ConsolePaths.ROOT + "/papers";

  /** The longer edge of a picture beside a field, in pixels (ours): a licence can be read by it. */
  private static final int EDGE = 480;

  private static final String NOTHING_RUNS =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

  private final Documents documents;
  private final Thumbnails thumbnails;
  private final CaseReads reads;

  PaperFiles(Documents documents, Thumbnails thumbnails, CaseReads reads) {
    this.documents = documents;
    this.thumbnails = thumbnails;
    this.reads = reads;
  }

  /** The content as it was uploaded. */
  @GetMapping(PATH + "/{documentId}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ResponseEntity<byte[]> content(@PathVariable String documentId, Caller caller) {
    Document document =
        documents.find(documentId).orElseThrow(() -> ApiProblem.notFound(documentId));
    boolean pdf = document.mediaType().equals(MediaType.APPLICATION_PDF_VALUE);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .cacheControl(CacheControl.noStore().cachePrivate())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
        // A browser's own viewer of PDF does not start in a sandbox.
        .header("Content-Security-Policy", pdf ? NOTHING_RUNS : "sandbox; " + NOTHING_RUNS)
        .header("X-Frame-Options", "SAMEORIGIN")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .body(documents.read(document, caller.actor()));
  }

  /**
   * A small picture of a paper that belongs to a case, upright. Forms of Tasklist show it too,
   * which is another origin. It may be shown by any: who asks is told by the session's cookie,
   * which browsers send with no request of another site. (To two ports of one address they grant no
   * common site where a response asks for it.)
   */
  @GetMapping(PATH + "/{documentId}/picture")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ResponseEntity<byte[]> picture(
      @PathVariable String documentId,
      @RequestParam(name = "case", defaultValue = "") String caseId,
      Caller caller) {
    boolean belongs =
        CaseId.of(caseId).filter(id -> reads.documentsOf(id).contains(documentId)).isPresent();
    if (!belongs) {
      throw ApiProblem.notFound(documentId);
    }
    byte[] jpeg =
        thumbnails
            .jpeg(documentId, EDGE, caller.actor())
            .orElseThrow(() -> ApiProblem.notFound(documentId));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.noStore().cachePrivate())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
        .header("Content-Security-Policy", "sandbox; " + NOTHING_RUNS)
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(jpeg);
  }
}
