package dev.merchantreview.documents;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Files as phones, scanners and other people make them. */
public final class SampleFiles {

  private SampleFiles() {}

  /** A PDF of one page. */
  public static byte[] pdf() {
    return pdf(1);
  }

  /** A PDF of some empty pages. */
  public static byte[] pdf(int pages) {
    return pdf(
        document -> {
          for (int i = 1; i < pages; i++) {
            document.addPage(new PDPage());
          }
        });
  }

  /**
   * A PDF whose content is restricted by its owner.
   *
   * @param userPassword what it takes to open it; empty for nothing
   */
  public static byte[] encryptedPdf(String userPassword) {
    return pdf(
        document ->
            document.protect(
                new StandardProtectionPolicy("the owner's", userPassword, new AccessPermission())));
  }

  private interface Finish {
    void apply(PDDocument document) throws IOException;
  }

  private static byte[] pdf(Finish finish) {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      document.addPage(new PDPage());
      finish.apply(document);
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A picture with enough in it that no half of it is the whole. */
  public static byte[] noisy(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return written(image, format);
  }

  /** A picture that is red on its left and blue on its right half. */
  public static byte[] redThenBlue(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return written(image, "jpg");
  }

  private static byte[] written(BufferedImage image, String format) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** An Exif segment as cameras write it. */
  static byte[] exif(int orientation) {
    byte[] tiff = {
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    int length = tiff.length + 2;
    return join(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length}, tiff);
  }

  /** The same JPEG, held in another way when it was taken. */
  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    // Right behind the JFIF segment, which stands first.
    return inserted(jpeg, 2 + 2 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF), exif(orientation));
  }

  /**
   * A black JPEG that gets sharper with each of its scans.
   *
   * @param more how often its last scan, of some bytes, is there once more
   */
  static byte[] progressive(int width, int height, int more) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } finally {
      writer.dispose();
    }
    byte[] jpeg = bytes.toByteArray();
    int end = jpeg.length - 2;
    int scan = end;
    while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
      scan--;
    }
    byte[] last = Arrays.copyOfRange(jpeg, scan, end);
    return inserted(jpeg, end, join(Collections.nCopies(more, last).toArray(byte[][]::new)));
  }

  /** A PNG of one colour: some hundred kilobytes that unpack to hundreds of megabytes. */
  public static byte[] flatPng(int edge, int bits) {
    try (ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header)) {
      fields.writeInt(edge);
      fields.writeInt(edge);
      fields.write(new byte[] {(byte) bits, 6, 0, 0, 0});
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream rows =
          new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
        byte[] row = new byte[1 + edge * 4 * bits / 8];
        for (int y = 0; y < edge; y++) {
          rows.write(row);
        }
      }
      return join(
          new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
          chunk("IHDR", header.toByteArray()),
          chunk("IDAT", packed.toByteArray()),
          chunk("IEND", new byte[0]));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A part of a PNG. */
  static byte[] chunk(String name, byte[] data) {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(data);
    return join(
        ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array(),
        type,
        data,
        ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
  }

  /** Some bytes packed, as often as that. */
  static byte[] deflated(byte[] content, int times) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        deflater.write(content);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return packed.toByteArray();
  }

  /** A file with something put into it. */
  static byte[] inserted(byte[] file, int at, byte[] more) {
    return join(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
  }

  /** One after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
