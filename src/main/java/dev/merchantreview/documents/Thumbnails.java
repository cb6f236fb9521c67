package dev.merchantreview.documents;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.UnreadableDocumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Small pictures of uploaded images, for forms that cannot load from elsewhere. */
@Component
public class Thumbnails {

  private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);

  private final Documents documents;

  Thumbnails(Documents documents) {
    this.documents = documents;
  }

  /**
   * An image as a data URI of a JPEG; the read is on record as the service's own.
   *
   * @param edge the longer edge in pixels, at most
   * @return empty when there is no such document or it cannot be drawn
   */
  @Transactional
  public Optional<String> dataUri(String documentId, int edge) {
    return documents
        .find(documentId)
        .filter(document -> document.mediaType().startsWith("image/"))
        .flatMap(document -> draw(document, ActorRef.SYSTEM, edge))
        .map(jpeg -> "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
  }

  /**
   * An image drawn small, for a person; the read is on record before a byte is given out.
   *
   * @param edge the longer edge in pixels, at most
   * @return a JPEG; empty when there is no such document or it cannot be drawn
   */
  @Transactional
  public Optional<byte[]> jpeg(String documentId, int edge, ActorRef reader) {
    return documents
        .find(documentId)
        .filter(document -> document.mediaType().startsWith("image/"))
        .flatMap(document -> draw(document, reader, edge));
  }

  private Optional<byte[]> draw(Document document, ActorRef reader, int edge) {
    try {
      byte[] content = documents.read(document, reader);
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      Pictures.Format format =
          document.mediaType().equals("image/png") ? Pictures.Format.PNG : Pictures.Format.JPEG;
      ImageIO.write(Pictures.small(content, format, edge), "jpg", jpeg);
      return Optional.of(jpeg.toByteArray());
    } catch (UnreadableDocumentException unreadable) {
      log.info("{} cannot be drawn: {}", document.id(), unreadable.getMessage());
      return Optional.empty();
    } catch (IOException broken) {
      log.info("{} cannot be drawn: {}", document.id(), broken.toString());
      return Optional.empty();
    }
  }
}
