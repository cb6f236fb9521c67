package dev.merchantreview.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.Tika;

/** Judges an upload by what it is, whatever it is called. */
final class ContentType {

  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png");
  private static final String PDF = "application/pdf";
  private static final int PDF_TRAILER_WINDOW = 1024;
  private static final Tika TIKA = new Tika();

  private ContentType() {}

  /** The media type when the content is a PDF, JPEG or PNG through and through; empty otherwise. */
  static Optional<String> of(byte[] content) {
    String detected = TIKA.detect(content);
    if (IMAGES.contains(detected)) {
      return isImage(content) ? Optional.of(detected) : Optional.empty();
    }
    return PDF.equals(detected) && isPdf(content) ? Optional.of(PDF) : Optional.empty();
  }

  /**
   * A signature is easily put in front of something else; an image also has readable dimensions.
   */
  private static boolean isImage(byte[] content) {
    try (ImageInputStream input =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return false;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input);
        return reader.getWidth(0) > 0 && reader.getHeight(0) > 0;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException broken) {
      return false;
    }
  }

  /** ISO 32000: the header comes first, and the end-of-file marker within the last kilobyte. */
  private static boolean isPdf(byte[] content) {
    int window = Math.min(content.length, PDF_TRAILER_WINDOW);
    String tail = new String(content, content.length - window, window, StandardCharsets.ISO_8859_1);
    return new String(content, 0, Math.min(content.length, 5), StandardCharsets.ISO_8859_1)
            .equals("%PDF-")
        && tail.contains("%%EOF");
  }
}
