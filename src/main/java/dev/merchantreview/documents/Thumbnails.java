package dev.merchantreview.documents;

import dev.merchantreview.shared.ActorRef;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Small pictures of uploaded images, for forms that cannot load from elsewhere. */
@Component
public class Thumbnails {

  private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);
  private static final long MOST_PIXELS = 40_000_000;

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
        .map(document -> documents.read(document, ActorRef.SYSTEM))
        .flatMap(content -> draw(documentId, content, edge))
        .map(jpeg -> "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
  }

  private static Optional<byte[]> draw(String documentId, byte[] content, int edge) {
    try (ImageInputStream input =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        // A small file can unpack to more than there is memory for.
        return pixels > MOST_PIXELS ? Optional.empty() : Optional.of(scaled(reader.read(0), edge));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException broken) {
      log.info("{} cannot be drawn: {}", documentId, broken.toString());
      return Optional.empty();
    }
  }

  private static byte[] scaled(BufferedImage image, int edge) throws IOException {
    double factor = Math.min(1, (double) edge / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(small, "jpg", jpeg);
    return jpeg.toByteArray();
  }
}
