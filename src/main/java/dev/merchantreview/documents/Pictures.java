package dev.merchantreview.documents;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Decodes pictures, whole and once, within bounds of memory: rows are thrown away as they are read,
 * and big pictures wait for one another.
 */
final class Pictures {

  /** A picture with more pixels is refused; the figure is ours (phones take up to 108). */
  static final long MOST_PIXELS = 120_000_000;

  /** Of what has to be kept whole until it is read, in some bytes for each pixel; ours. */
  private static final long MOST_KEPT = MOST_PIXELS / 4;

  /** Enough to see that a picture can be decoded. */
  private static final int GLANCE = 256;

  private static final int MILLION = 1_000_000;
  private static final int AT_ONCE = (int) (MOST_PIXELS / MILLION);
  private static final Semaphore MEGAPIXELS = new Semaphore(AT_ONCE, true);
  private static final JPEGImageReaderSpi JPEG_READERS = registered();

  private Pictures() {}

  /** The kinds of picture that are read. */
  enum Format {
    /** Read by a reader that knows what scanners and phones make of it (CMYK, Exif). */
    JPEG(true) {
      @Override
      ImageReader reader() throws IOException {
        return JPEG_READERS.createReaderInstance();
      }

      @Override
      long mostPixels(byte[] content) throws IOException {
        return JpegParts.isKeptWhole(content) ? MOST_KEPT : MOST_PIXELS;
      }
    },
    /** What it says besides may unpack to any length, and is of no use here. */
    PNG(false) {
      @Override
      ImageReader reader() {
        return ImageIO.getImageReadersByFormatName("png").next();
      }

      @Override
      long mostPixels(byte[] content) {
        return MOST_PIXELS;
      }
    };

    private final boolean saysHowItWasHeld;

    Format(boolean saysHowItWasHeld) {
      this.saysHowItWasHeld = saysHowItWasHeld;
    }

    abstract ImageReader reader() throws IOException;

    /**
     * How many pixels a picture may have.
     *
     * @throws IOException when it costs too much whatever its size is
     */
    abstract long mostPixels(byte[] content) throws IOException;
  }

  /** A picture has too many pixels. */
  static final class TooLargeException extends IOException {

    private final long pixels;
    private final long most;

    private TooLargeException(long pixels, long most) {
      super(pixels + " pixels");
      this.pixels = pixels;
      this.most = most;
    }

    long megapixels() {
      return Math.ceilDiv(pixels, MILLION);
    }

    long mostMegapixels() {
      return most / MILLION;
    }
  }

  /**
   * Decodes a picture to its end.
   *
   * @throws TooLargeException when it has too many pixels
   * @throws IOException when it is none, or a part of one
   */
  static void check(byte[] content, Format format) throws IOException {
    read(content, format, GLANCE);
  }

  /**
   * A small copy, upright.
   *
   * @param edge the longer edge in pixels, at most
   * @throws IOException as {@link #check}
   */
  static BufferedImage small(byte[] content, Format format, int edge) throws IOException {
    Decoded decoded = read(content, format, edge);
    BufferedImage image = decoded.image();
    double factor = Math.min(1, (double) edge / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    boolean turned = decoded.orientation().turnsEdges();
    BufferedImage small =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, small.getWidth(), small.getHeight());
    pen.transform(decoded.orientation().upright(width, height));
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return small;
  }

  private record Decoded(BufferedImage image, Orientation orientation) {}

  private static Decoded read(byte[] content, Format format, int edge) throws IOException {
    long most = format.mostPixels(content);
    ImageReader reader = format.reader();
    try (ImageInputStream input = new ByteArrayImageInputStream(content)) {
      reader.setInput(input, false, !format.saysHowItWasHeld);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      long pixels = (long) width * height;
      if (pixels > most) {
        throw new TooLargeException(pixels, most);
      }
      int share = Math.toIntExact(Math.min(AT_ONCE, (pixels / MILLION + 1) * (MOST_PIXELS / most)));
      MEGAPIXELS.acquireUninterruptibly(share);
      try {
        BufferedImage image = decode(reader, Math.max(width, height), edge);
        return new Decoded(
            image,
            format.saysHowItWasHeld
                ? Orientation.of(reader.getImageMetadata(0))
                : Orientation.NORMAL);
      } finally {
        MEGAPIXELS.release(share);
      }
    } catch (IOException broken) {
      throw broken;
    } catch (RuntimeException broken) {
      // For some broken files the readers throw whatever their own code runs into.
      throw new IOException(broken);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage decode(ImageReader reader, int longer, int edge) throws IOException {
    StringBuilder cut = new StringBuilder();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          String words = warning.toLowerCase(Locale.ROOT);
          if (words.contains("premature end") || words.contains("truncated")) {
            cut.append(warning);
          }
        });
    ImageReadParam param = reader.getDefaultReadParam();
    int step = Math.max(1, longer / (2 * edge));
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, param);
    if (!cut.isEmpty()) {
      throw new IOException(cut.toString());
    }
    return image;
  }

  /**
   * How a camera was held (Exif, tag Orientation), in the names of the standard metadata of Java.
   */
  private enum Orientation {
    NORMAL("Normal", false, (w, h) -> new AffineTransform()),
    FLIP_H("FlipH", false, (w, h) -> new AffineTransform(-1, 0, 0, 1, w, 0)),
    ROTATE_180("Rotate180", false, (w, h) -> new AffineTransform(-1, 0, 0, -1, w, h)),
    FLIP_V("FlipV", false, (w, h) -> new AffineTransform(1, 0, 0, -1, 0, h)),
    TRANSPOSE("FlipVRotate90", true, (w, h) -> new AffineTransform(0, 1, 1, 0, 0, 0)),
    CLOCKWISE("Rotate270", true, (w, h) -> new AffineTransform(0, 1, -1, 0, h, 0)),
    TRANSVERSE("FlipHRotate90", true, (w, h) -> new AffineTransform(0, -1, -1, 0, h, w)),
    COUNTERCLOCKWISE("Rotate90", true, (w, h) -> new AffineTransform(0, -1, 1, 0, 0, w));

    private interface Upright {
      AffineTransform of(int width, int height);
    }

    private final String standardName;
    private final boolean turnsEdges;
    private final Upright upright;

    Orientation(String standardName, boolean turnsEdges, Upright upright) {
      this.standardName = standardName;
      this.turnsEdges = turnsEdges;
      this.upright = upright;
    }

    boolean turnsEdges() {
      return turnsEdges;
    }

    /** The transform that turns a picture of this size upright. */
    AffineTransform upright(int width, int height) {
      return upright.of(width, height);
    }

    static Orientation of(IIOMetadata metadata) {
      if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
        return NORMAL;
      }
      Element root = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
      NodeList found = root.getElementsByTagName("ImageOrientation");
      String name = found.getLength() == 0 ? "" : ((Element) found.item(0)).getAttribute("value");
      for (Orientation one : values()) {
        if (one.standardName.equals(name)) {
          return one;
        }
      }
      return NORMAL;
    }
  }

  /**
   * Registered by hand, because plug-ins in a packed jar are not found before the first picture.
   */
  private static JPEGImageReaderSpi registered() {
    JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
    IIORegistry.getDefaultInstance().registerServiceProvider(spi);
    return spi;
  }
}
