package dev.merchantreview.documents;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
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

  /** The same JPEG with an Exif segment as cameras write it. */
  public static byte[] withOrientation(byte[] jpeg, int orientation) {
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
    byte[] segment = new byte[tiff.length + 4];
    segment[0] = (byte) 0xFF;
    segment[1] = (byte) 0xE1;
    segment[2] = (byte) ((tiff.length + 2) >> 8);
    segment[3] = (byte) (tiff.length + 2);
    System.arraycopy(tiff, 0, segment, 4, tiff.length);
    // Right behind the JFIF segment, which stands first.
    int end = 2 + 2 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF);
    return join(Arrays.copyOf(jpeg, end), segment, Arrays.copyOfRange(jpeg, end, jpeg.length));
  }

  /** A PNG of one colour: some hundred kilobytes that unpack to hundreds of megabytes. */
  public static byte[] flatPng(int edge, int bits) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(edge);
      fields.writeInt(edge);
      fields.write(new byte[] {(byte) bits, 6, 0, 0, 0});
      chunk(bytes, "IHDR", header.toByteArray());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream rows =
          new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
        byte[] row = new byte[1 + edge * 4 * bits / 8];
        for (int y = 0; y < edge; y++) {
          rows.write(row);
        }
      }
      chunk(bytes, "IDAT", packed.toByteArray());
      chunk(bytes, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data)
      throws IOException {
    DataOutputStream fields = new DataOutputStream(out);
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    fields.writeInt(data.length);
    fields.write(type);
    fields.write(data);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(data);
    fields.writeInt((int) sum.getValue());
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
