package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {

  private static final byte[] HEADER = bytes("%PDF-1.5\n");
  private static final String TABLE = "/Type /ObjStm /N 1 /First 4 ";
  private static final String DEFLATED = " /Filter /FlateDecode ";
  private static final String LONG_ROWS =
      "/DecodeParms <</Predictor 15 /Colors 32 /BitsPerComponent 16 /Columns 3000000>>";
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

  /** Readers take what comes before the damage. */
  @Test
  void countsWhatDamagedTablesUnpackTo() {
    byte[] packed = SampleFiles.deflated(new byte[1 << 20], 10);
    packed[packed.length - 1]++;
    byte[] one = SampleFiles.join(HEADER, stream(98, TABLE + DEFLATED, packed));
    assertAccepted(SampleFiles.join(one, SampleFiles.pdf()), "application/pdf");
    assertRefused(
        SampleFiles.join(one, stream(99, TABLE + DEFLATED, packed), SampleFiles.pdf()),
        "NOT_A_DOCUMENT");
  }

  /** Whatever a reader looks for all over a damaged file: it took minutes of a processor. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Filter/Type/ObjStm ",
        "/Type/ObjStm ",
        "/Filter /Type   ",
        "/XRef",
        "xref ",
        "trailer<<>>",
        "1 0 obj\n<<>>",
        "endobj ",
        "%%EOF",
        "startxref ",
        "1 0 obj <</Type/XRef>>",
        "1 0 obj<</Type/ObjStm>>",
        "stream ",
        "<<",
        "["
      })
  void looksAtEachByteOfAPdfSomeTimes(String named) {
    byte[] pdf =
        SampleFiles.join(
            HEADER,
            bytes(named.repeat((4 << 20) / named.length())),
            bytes("\n"),
            SampleFiles.pdf());
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ContentType.of(pdf)))
        .isNotNull();
  }

  /** A small file may have many pages: each was looked for from the first one on. */
  @Test
  void looksAtEachPageOnce() {
    byte[] pdf = SampleFiles.pdf(9_999);
    assertThat(pdf.length).isLessThan(1 << 20);
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(3), () -> ContentType.of(pdf)))
        .isEqualTo(new UploadVerdict.Accepted("application/pdf"));
  }

  @Test
  void refusesMorePagesThanAnyBookHas() {
    assertThat(ContentType.of(SampleFiles.pdf(9_999)))
        .isEqualTo(new UploadVerdict.Accepted("application/pdf"));
    assertRefused(SampleFiles.pdf(10_001), "NOT_A_DOCUMENT");
  }

  /** A table of objects, however it is named and in whatever it is packed. */
  @ParameterizedTest
  @MethodSource
  void refusesATableThatUnpacksWithoutEnd(String dictionary, byte[] packed) {
    assertRefused(
        SampleFiles.join(HEADER, stream(99, dictionary, packed), SampleFiles.pdf()),
        "NOT_A_DOCUMENT");
  }

  static Stream<Arguments> refusesATableThatUnpacksWithoutEnd() {
    byte[] large = SampleFiles.deflated(new byte[1 << 20], 400);
    byte[] repeated = new byte[1 << 20];
    Arrays.fill(repeated, (byte) 0x81);
    return Stream.of(
        Arguments.of(TABLE + DEFLATED, large),
        Arguments.of("/Typ#65 /ObjStm /N 1 /First 4" + DEFLATED, large),
        Arguments.of("/N 1 /First 4 /Type %\n /ObjStm" + DEFLATED, large),
        Arguments.of(TABLE + "/Filter /RunLengthDecode", repeated),
        Arguments.of(
            TABLE + "/Filter [/FlateDecode /RunLengthDecode]", SampleFiles.deflated(repeated, 1)),
        Arguments.of(TABLE + DEFLATED + LONG_ROWS, SampleFiles.deflated(new byte[100], 1)),
        Arguments.of(TABLE + "/Filter /DCTDecode", SampleFiles.noisy("jpg", 40, 30)));
  }

  /** The list of where objects are, which a reader opens first. */
  @ParameterizedTest
  @MethodSource
  void refusesAListThatUnpacksWithoutEnd(String dictionary, byte[] packed) {
    byte[] pdf = withList(dictionary, packed);
    long before = Allocation.soFar();
    assertRefused(pdf, "NOT_A_DOCUMENT");
    assertThat(Allocation.soFar() - before).isLessThan(1L << 30);
  }

  static Stream<Arguments> refusesAListThatUnpacksWithoutEnd() {
    byte[] entries = new byte[3 << 10];
    Arrays.fill(entries, (byte) 1);
    return Stream.of(
        Arguments.of("/Typ#65 /XRef" + DEFLATED, SampleFiles.deflated(entries, 30 << 10)),
        Arguments.of("/Type /XRef" + DEFLATED, SampleFiles.deflated(entries, 5 << 10)),
        Arguments.of("/Type /XRef" + DEFLATED + LONG_ROWS, SampleFiles.deflated(entries, 1)));
  }

  @Test
  void takesAPdfWithAListOfSomeObjects() {
    assertAccepted(
        withList("/Type /XRef" + DEFLATED, SampleFiles.deflated(new byte[3], 1 << 10)),
        "application/pdf");
  }

  private static byte[] withList(String dictionary, byte[] packed) {
    byte[] objects =
        bytes(
            """
            %PDF-1.5
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 1 1]>> endobj
            """);
    return SampleFiles.join(
        objects,
        stream(9, "/Size 10 /W[1 1 1] /Index[0 2000000000] /Root 1 0 R " + dictionary, packed),
        bytes("startxref\n" + objects.length + "\n%%EOF\n"));
  }

  private static byte[] stream(int number, String dictionary, byte[] packed) {
    return SampleFiles.join(
        bytes(number + " 0 obj\n<<" + dictionary + " /Length " + packed.length + ">>\nstream\n"),
        packed,
        bytes("\nendstream\nendobj\n"));
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
