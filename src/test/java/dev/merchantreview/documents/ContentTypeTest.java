package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContentTypeTest {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @Test
  void knowsImagesByContent() {
    assertAccepted(SampleFiles.noisy("png", 20, 10), "image/png");
    assertAccepted(SampleFiles.noisy("jpg", 20, 10), "image/jpeg");
  }

  @Test
  void takesAPdfThatReadersOpen() {
    byte[] pdf = SampleFiles.pdf();
    assertAccepted(pdf, "application/pdf");
    assertAccepted(SampleFiles.join(BYTE_ORDER_MARK, pdf), "application/pdf");
    assertAccepted(SampleFiles.join(bytes("a line of a mail gateway\n"), pdf), "application/pdf");
    // What a scanner fills its last block with.
    assertAccepted(SampleFiles.join(pdf, new byte[2_048]), "application/pdf");
    assertAccepted(SampleFiles.join(pdf, bytes("\r\n\r\n")), "application/pdf");
  }

  @Test
  void refusesWhatOnlyCallsItselfAPdf() {
    assertRefused(bytes("%PDF-1.4\nhere is no pdf at all\n%%EOF"), "NOT_A_DOCUMENT");
    assertRefused(bytes("%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"), "NOT_A_DOCUMENT");
    assertRefused(bytes("%PDF-1.7 but no end"), "NOT_A_DOCUMENT");
    byte[] pdf = SampleFiles.pdf();
    assertRefused(Arrays.copyOf(pdf, pdf.length / 2), "NOT_A_DOCUMENT");
    assertRefused(Arrays.copyOf(pdf, pdf.length - 10), "NOT_A_DOCUMENT");
    // A file that shows its first page early has an end near its beginning, too.
    assertRefused(
        SampleFiles.join(pdf, bytes("9 0 obj\n"), new byte[] {1}, bytes("x".repeat(3_000))),
        "NOT_A_DOCUMENT");
  }

  @Test
  void tellsWhenAPdfNeedsAPassword() {
    assertRefused(SampleFiles.encryptedPdf("secret"), "PASSWORD_NEEDED");
    // Restricted by its owner, but open to read.
    assertAccepted(SampleFiles.encryptedPdf(""), "application/pdf");
  }

  @Test
  void readsAPictureToItsEnd() {
    for (String format : List.of("jpg", "png")) {
      byte[] picture = SampleFiles.noisy(format, 300, 200);
      assertRefused(Arrays.copyOf(picture, picture.length / 2), "NOT_A_DOCUMENT");
      assertRefused(Arrays.copyOf(picture, 640), "NOT_A_DOCUMENT");
      assertRefused(Arrays.copyOf(picture, picture.length * 9 / 10), "NOT_A_DOCUMENT");
    }
  }

  @Test
  void namesTheFormatItFound() {
    assertThat(ContentType.of(bytes("GIF89a\1\0\1\0\0\0\0")))
        .isEqualTo(UploadVerdict.Refused.because("NOT_A_DOCUMENT", "image/gif"));
    assertThat(ContentType.of(bytes("\0\0\0\30ftypheic\0\0\0\0mif1heic")))
        .isEqualTo(UploadVerdict.Refused.because("NOT_A_DOCUMENT", "image/heic"));
    assertThat(ContentType.of(bytes("RIFF\20\0\0\0WEBPVP8 ")))
        .isEqualTo(UploadVerdict.Refused.because("NOT_A_DOCUMENT", "image/webp"));
  }

  @Test
  void refusesAPictureThatUnpacksWithoutEnd() {
    assertRefused(SampleFiles.flatPng(11_000, 8), "PICTURE_TOO_LARGE");
  }

  @Test
  void seesThroughDisguises() {
    byte[] png = SampleFiles.noisy("png", 20, 10);
    assertRefused(new byte[0], "NOT_A_DOCUMENT");
    assertRefused(bytes("<html><script>alert(1)</script></html>"), "NOT_A_DOCUMENT");
    assertRefused(bytes("MZ this is a program"), "NOT_A_DOCUMENT");
    // The signature alone is no picture.
    assertRefused(Arrays.copyOf(png, 8), "NOT_A_DOCUMENT");
    byte[] behindSignature = Arrays.copyOf(png, 200);
    Arrays.fill(behindSignature, 8, 200, (byte) '<');
    assertRefused(behindSignature, "NOT_A_DOCUMENT");
    assertRefused(bytes("PK\u0003\u0004 a zip"), "NOT_A_DOCUMENT");
  }

  @Property
  void judgesAnythingWithoutFailing(@ForAll @Size(max = 300) byte[] anything) {
    assertThat(ContentType.of(anything)).isInstanceOf(UploadVerdict.Refused.class);
  }

  /** Whatever happens to a file on its way: an answer, and none that takes for ever. */
  @Property(tries = 200)
  void judgesDamagedFilesWithoutFailing(@ForAll @Size(min = 3, max = 3) int[] damage) {
    for (byte[] whole :
        List.of(
            SampleFiles.pdf(),
            SampleFiles.noisy("jpg", 40, 30),
            SampleFiles.noisy("png", 40, 30))) {
      byte[] damaged = whole.clone();
      for (int one : damage) {
        damaged[Math.floorMod(one, damaged.length)] ^= (byte) (one >>> 24 | 1);
      }
      assertThat(ContentType.of(damaged)).isNotNull();
    }
  }

  private static void assertAccepted(byte[] content, String mediaType) {
    assertThat(ContentType.of(content)).isEqualTo(new UploadVerdict.Accepted(mediaType));
  }

  private static void assertRefused(byte[] content, String code) {
    assertThat(ContentType.of(content))
        .isInstanceOfSatisfying(
            UploadVerdict.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
