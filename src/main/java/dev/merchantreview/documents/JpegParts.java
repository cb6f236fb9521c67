package dev.merchantreview.documents;

import java.io.IOException;

/**
 * What a JPEG consists of (ITU-T T.81, annex B), as far as it says what reading it costs: a reader
 * goes through the whole picture with each scan, and keeps all of it until the last one.
 */
final class JpegParts {

  // Encoders make ten scans for a picture in colour, eighteen for one of a printer's four. The
  // figures of this class are ours.
  private static final int MOST_SCANS = 32;

  /** A profile of colours has 255 parts at most. */
  private static final int MOST_PARTS = 1_000;

  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  private JpegParts() {}

  /**
   * Whether no row of the first picture in a file is known before all its scans are read.
   *
   * @throws IOException when it has more parts than anybody makes
   */
  static boolean isKeptWhole(byte[] content) throws IOException {
    int parts = 0;
    int scans = 0;
    int components = 0;
    boolean isKeptWhole = false;
    int at = nextMarker(content, 2);
    while (at < content.length && unsigned(content, at) != END_OF_IMAGE) {
      int marker = unsigned(content, at);
      if (isAlone(marker)) {
        at = nextMarker(content, at + 1);
        continue;
      }
      if (isFrame(marker)) {
        components = unsigned(content, at + 8);
        isKeptWhole |= marker % 4 == 2;
      } else if (marker == START_OF_SCAN) {
        scans++;
        isKeptWhole |= unsigned(content, at + 3) < components;
      }
      if (++parts > MOST_PARTS || scans > MOST_SCANS) {
        throw new IOException("made of too many parts");
      }
      int length = unsigned(content, at + 1) << Byte.SIZE | unsigned(content, at + 2);
      at = nextMarker(content, at + 1 + length);
    }
    return isKeptWhole;
  }

  /** Where the next marker's second byte is; readers pass over whatever is before it. */
  private static int nextMarker(byte[] content, int from) {
    for (int at = Math.max(1, from + 1); at < content.length; at++) {
      if (unsigned(content, at - 1) == 0xFF && content[at] != 0 && unsigned(content, at) != 0xFF) {
        return at;
      }
    }
    return content.length;
  }

  private static int unsigned(byte[] content, int at) {
    return at < content.length ? Byte.toUnsignedInt(content[at]) : 0;
  }

  /** Restarts between the rows of a scan, and what else has no length. */
  private static boolean isAlone(int marker) {
    return marker >= 0xD0 && marker <= START_OF_IMAGE || marker == 1;
  }

  /** All of these but the tables (C4, CC) and a reserved one (C8). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker % 4 != 0 || marker == 0xC0;
  }
}
