package dev.merchantreview.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Judges whether a PDF can be opened by whoever has to read it. */
final class PdfFile {

  /** ISO 32000 readers look for the header, and for the end, this many bytes from the edges. */
  private static final int WINDOW = 1024;

  private static final String HEADER = "%PDF-";
  private static final String END = "%%EOF";
  // Tables of objects are unpacked when a file is opened. A page of text has some kilobytes of
  // them; a file that unpacks to more is made to exhaust memory. The figure is ours.
  private static final long MOST_UNPACKED = 32L << 20;
  private static final int CHUNK = 1 << 16;
  private static final Pattern PACKED_TABLE = Pattern.compile("/Type\\s*+/(?:ObjStm|XRef)\\b");
  private static final Pattern STREAM = Pattern.compile("stream\\r?\\n");

  /** How far behind its type what a table is packed in begins. */
  private static final int FARTHEST_STREAM = 2048;

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
    if (!isWhole(content) || isBomb(content)) {
      return Quality.BROKEN;
    }
    try (PDDocument document = Loader.loadPDF(content)) {
      int pages = document.getNumberOfPages();
      for (int i = 0; i < pages; i++) {
        document.getPage(i).getMediaBox();
      }
      return pages > 0 ? Quality.READABLE : Quality.BROKEN;
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

  /** Looks at each byte once or twice, however many tables are named before a stream, or none. */
  private static boolean isBomb(byte[] content) {
    String text = text(content, 0, content.length);
    Matcher tables = PACKED_TABLE.matcher(text);
    Matcher streams = STREAM.matcher(text);
    long unpacked = 0;
    int next = -1;
    boolean counted = false;
    while (tables.find()) {
      if (next < tables.end()) {
        if (!streams.find(tables.end())) {
          return false;
        }
        next = streams.start();
        counted = false;
      }
      if (!counted && next - tables.end() <= FARTHEST_STREAM) {
        counted = true;
        unpacked += unpacked(content, streams.end(), MOST_UNPACKED - unpacked);
        if (unpacked > MOST_UNPACKED) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * How many bytes a deflated stream unpacks to, counted only a little beyond a limit; of a damaged
   * one, up to the damage, as readers do.
   */
  private static long unpacked(byte[] content, int from, long limit) {
    Inflater inflater = new Inflater();
    long total = 0;
    try {
      inflater.setInput(content, from, content.length - from);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished() && total <= limit) {
        int some = inflater.inflate(chunk);
        if (some == 0) {
          break;
        }
        total += some;
      }
      return total;
    } catch (DataFormatException damaged) {
      return total;
    } finally {
      inflater.end();
    }
  }

  private static String text(byte[] content, int from, int length) {
    return new String(content, from, length, StandardCharsets.ISO_8859_1);
  }
}
