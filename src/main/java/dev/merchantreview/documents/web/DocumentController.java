package dev.merchantreview.documents.web;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.documents.UploadVerdict;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Documents (资质材料). */
@RestController
@RequestMapping("/api/v1/documents")
@Tag(name = "Documents", description = "资质材料: uploaded proofs")
class DocumentController {

  private final Documents documents;

  DocumentController(Documents documents) {
    this.documents = documents;
  }

  /**
   * @param sha256 in hex
   */
  record DocumentView(String id, DocumentKind kind, String sha256, long bytes, String mediaType) {

    static DocumentView of(Document document) {
      return new DocumentView(
          document.id(),
          document.kind(),
          document.sha256(),
          document.bytes(),
          document.mediaType());
    }
  }

  /**
   * An upload's parts.
   *
   * @param file the document itself
   */
  record Upload(
      @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
          String file,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) DocumentKind kind) {}

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Upload a PDF, JPEG or PNG of at most 10 MiB")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
              schema = @Schema(implementation = Upload.class)))
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<DocumentView> upload(MultipartHttpServletRequest parts, Once once, Caller caller) {
    List<FieldError> errors = new ArrayList<>(unexpected(parts));
    Optional<DocumentKind> kind =
        parts.getMultiFileMap().containsKey("kind")
            ? Optional.empty()
            : kind(parts.getParameter("kind"), errors);
    MultipartFile file = parts.getFile("file");
    if (file == null) {
      errors.add(FieldError.of("/file", "REQUIRED"));
    } else if (file.isEmpty()) {
      errors.add(FieldError.of("/file", "EMPTY"));
    }
    byte[] content = file == null ? new byte[0] : bytes(file);
    String mediaType = content.length == 0 ? "" : mediaType(content, errors);
    if (!errors.isEmpty() || kind.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    Documents.KeptContent kept = documents.keep(content);
    return once.run(
        everything(kind.get(), content),
        () -> {
          Document document = documents.store(kind.get(), kept, mediaType, caller.actor());
          return ResponseEntity.created(URI.create("/api/v1/documents/" + document.id()))
              .body(DocumentView.of(document));
        });
  }

  @GetMapping("/{id}")
  @MayCall
  @Refuses({ProblemType.DOCUMENT_ERASED, ProblemType.DOCUMENT_DAMAGED})
  @Operation(summary = "The content; every read is recorded")
  @ApiResponse(responseCode = "304", description = "Nothing has changed")
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "Of the content, for If-None-Match",
              schema = @Schema(type = "string")),
      content = {
        @Content(mediaType = "application/pdf"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/png")
      })
  ResponseEntity<byte[]> read(@PathVariable String id, Caller caller) {
    Document document =
        documents
            .find(id)
            .filter(found -> caller.readsAll() || found.owner().equals(caller.name()))
            .orElseThrow(() -> ApiProblem.notFound(id));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
        // An uploaded file must never run as part of this site.
        .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff")
        .eTag("\"" + document.sha256() + "\"")
        .body(documents.read(document, caller.actor()));
  }

  /** Parts that are not read are refused: they would be lost without a word. */
  private static List<FieldError> unexpected(MultipartHttpServletRequest parts) {
    List<FieldError> errors = new ArrayList<>();
    parts
        .getMultiFileMap()
        .forEach(
            (name, files) -> {
              if (name.equals("kind")) {
                errors.add(FieldError.of("/kind", "WRONG_TYPE"));
              } else if (!name.equals("file")) {
                errors.add(FieldError.of("/" + name, "UNKNOWN_FIELD"));
              } else if (files.size() > 1) {
                errors.add(FieldError.of("/file", "TOO_MANY"));
              }
            });
    parts
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("kind")) {
                errors.add(FieldError.of("/" + name, "UNKNOWN_FIELD"));
              } else if (values.length > 1) {
                errors.add(FieldError.of("/kind", "TOO_MANY"));
              }
            });
    return errors;
  }

  /** What makes two uploads under one key the same. */
  private static byte[] everything(DocumentKind kind, byte[] content) {
    byte[] name = (kind.name() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(name, name.length + content.length);
    System.arraycopy(content, 0, all, name.length, content.length);
    return all;
  }

  /** Judged before anything is kept or locked: a big picture takes a moment. */
  private String mediaType(byte[] content, List<FieldError> errors) {
    return switch (documents.judge(content)) {
      case UploadVerdict.Accepted accepted -> accepted.mediaType();
      case UploadVerdict.Refused refused -> {
        errors.add(FieldError.of("/file", refused.code(), refused.arguments().toArray()));
        yield "";
      }
    };
  }

  private static Optional<DocumentKind> kind(@Nullable String text, List<FieldError> errors) {
    if (text == null || text.isEmpty()) {
      errors.add(FieldError.of("/kind", "REQUIRED"));
      return Optional.empty();
    }
    Optional<DocumentKind> kind =
        Arrays.stream(DocumentKind.values()).filter(one -> one.name().equals(text)).findFirst();
    if (kind.isEmpty()) {
      errors.add(FieldError.of("/kind", "NOT_ALLOWED", Arrays.toString(DocumentKind.values())));
    }
    return kind;
  }

  private static byte[] bytes(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
