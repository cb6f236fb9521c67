package dev.merchantreview.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Judges whether a PDF can be opened by whoever has to read it. */
final class PdfFile {

  /** ISO 32000 readers look for the header, and for the end, this many bytes from the edges. */
  private static final int WINDOW = 1024;

  private static final String HEADER = "%PDF-";
  private static final String END = "%%EOF";

  /** Longer than any book; the figure is ours. */
  private static final int MOST_PAGES = 10_000;

  // One after the other, on a thread of which it is known what it allocates: of the many that
  // answer requests together it is not.
  private static final ExecutorService READER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("pdf-reader").factory());

  private PdfFile() {}

  /** What can be said of a file that calls itself a PDF. */
  enum Quality {
    READABLE,
    /** Opens only with a password. A file that merely restricts its owner is readable. */
    NEEDS_PASSWORD,
    BROKEN
  }

  /** Whether the content calls itself a PDF where readers look for that. */
  static boolean isMeantBy(byte[] content) {
    return text(content, 0, Math.min(content.length, WINDOW)).contains(HEADER);
  }

  static Quality judge(byte[] content) {
    if (!isWhole(content)) {
      return Quality.BROKEN;
    }
    Future<Quality> quality = READER.submit(() -> read(content));
    try {
      return quality.get();
    } catch (ExecutionException unexpected) {
      throw new IllegalStateException(unexpected.getCause());
    } catch (InterruptedException stopped) {
      quality.cancel(false);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static Quality read(byte[] content) {
    try (RandomAccessRead source = ReadingCost.counted(content);
        PDDocument document = Loader.loadPDF(source)) {
      int pages = 0;
      Iterator<PDPage> tree = document.getPages().iterator();
      while (tree.hasNext() && pages <= MOST_PAGES) {
        tree.next();
        pages++;
      }
      return pages > 0 && pages <= MOST_PAGES ? Quality.READABLE : Quality.BROKEN;
    } catch (InvalidPasswordException locked) {
      return Quality.NEEDS_PASSWORD;
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      return Quality.BROKEN;
    }
  }

  /** Readers repair a missing end by guessing, but what was cut off stays lost. */
  private static boolean isWhole(byte[] content) {
    int end = content.length;
    // Some scanners fill their last block.
    while (end > 0 && content[end - 1] == 0) {
      end--;
    }
    int from = Math.max(0, end - WINDOW);
    return text(content, from, end - from).contains(END);
  }

  private static String text(byte[] content, int from, int length) {
    return new String(content, from, length, StandardCharsets.ISO_8859_1);
  }
}
