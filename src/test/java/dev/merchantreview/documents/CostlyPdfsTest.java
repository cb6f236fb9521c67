package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PDFs that are made to cost whoever reads them much, most of them small. */
class CostlyPdfsTest {

  private static final UploadVerdict PDF = new UploadVerdict.Accepted("application/pdf");
  private static final UploadVerdict REFUSED =
      UploadVerdict.Refused.because("NOT_A_DOCUMENT", "application/pdf");
  private static final byte[] HEADER = bytes("%PDF-1.5\n");
  private static final String TABLE = "/Type /ObjStm /N 1 /First 4 ";
  private static final String DEFLATED = " /Filter /FlateDecode ";
  private static final String LONG_ROWS =
      "/DecodeParms <</Predictor 15 /Colors 32 /BitsPerComponent 16 /Columns 3000000>>";
  private static final String READER = "pdf-reader";

  /** Whatever it is, it takes some seconds and some memory at most. */
  private static UploadVerdict judged(byte[] content) {
    long before = Allocation.soFar(READER);
    UploadVerdict verdict =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ContentType.of(content));
    assertThat(Allocation.soFar(READER) - before).isLessThan(256L << 20);
    return verdict;
  }

  /** Readers take what comes before the damage. */
  @Test
  void countsWhatDamagedTablesUnpackTo() {
    byte[] packed = SampleFiles.deflated(new byte[1 << 20], 3);
    packed[packed.length - 1]++;
    byte[] one = SampleFiles.join(HEADER, stream(98, TABLE + DEFLATED, packed));
    assertThat(judged(SampleFiles.join(one, SampleFiles.pdf()))).isEqualTo(PDF);
    assertThat(
            judged(SampleFiles.join(one, stream(99, TABLE + DEFLATED, packed), SampleFiles.pdf())))
        .isEqualTo(REFUSED);
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
    assertThat(judged(pdf)).isNotNull();
  }

  @Test
  void refusesMorePagesThanAnyBookHas() {
    assertThat(judged(SampleFiles.pdf(9_999))).isEqualTo(PDF);
    assertThat(judged(SampleFiles.pdf(10_001))).isEqualTo(REFUSED);
  }

  /** A table of objects, however it is named and in whatever it is packed. */
  @ParameterizedTest
  @MethodSource
  void refusesATableThatUnpacksWithoutEnd(String dictionary, byte[] packed) {
    assertThat(judged(SampleFiles.join(HEADER, stream(99, dictionary, packed), SampleFiles.pdf())))
        .isEqualTo(REFUSED);
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
    assertThat(judged(pdf)).isEqualTo(REFUSED);
  }

  static Stream<Arguments> refusesAListThatUnpacksWithoutEnd() {
    byte[] entries = new byte[3 << 10];
    Arrays.fill(entries, (byte) 1);
    byte[] unpacked = new byte[9 << 20];
    Arrays.fill(unpacked, (byte) 1);
    String shortest = "/W[1 0 0] /Type /XRef";
    return Stream.of(
        Arguments.of(shortest, unpacked),
        Arguments.of(shortest + DEFLATED, SampleFiles.deflated(entries, 600)),
        Arguments.of("/W[1 1 1] /Typ#65 /XRef" + DEFLATED, SampleFiles.deflated(entries, 30 << 10)),
        Arguments.of("/W[1 1 1] /Type /XRef" + DEFLATED, SampleFiles.deflated(entries, 5 << 10)),
        Arguments.of(
            "/W[1 1 1] /Type /XRef" + DEFLATED + LONG_ROWS, SampleFiles.deflated(entries, 1)));
  }

  @Test
  void takesAPdfWithAListOfSomeObjects() {
    assertThat(
            judged(
                withList(
                    "/W[1 1 1] /Type /XRef" + DEFLATED,
                    SampleFiles.deflated(new byte[3], 1 << 10))))
        .isEqualTo(PDF);
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
        stream(9, "/Size 10 /Index[0 2000000000] /Root 1 0 R " + dictionary, packed),
        bytes("startxref\n" + objects.length + "\n%%EOF\n"));
  }

  private static byte[] stream(int number, String dictionary, byte[] packed) {
    return SampleFiles.join(
        bytes(number + " 0 obj\n<<" + dictionary + " /Length " + packed.length + ">>\nstream\n"),
        packed,
        bytes("\nendstream\nendobj\n"));
  }

  /** Each two bytes are an object, which takes a hundred. */
  @ParameterizedTest
  @ValueSource(strings = {"[]", "<<>>"})
  void refusesWhatIsMadeOfTooManyObjects(String object) {
    byte[] pdf =
        document("/More[" + object.repeat((9 << 20) / object.length()) + "]", "", "3 0 R", "");
    assertThat(judged(pdf)).isEqualTo(REFUSED);
  }

  @Test
  void refusesAListOfTooManyObjectsInADamagedFile() {
    String objects =
        IntStream.range(10, 700_000)
            .mapToObj(number -> number + " 0 obj\n")
            .collect(Collectors.joining());
    assertThat(judged(document("", "", "3 0 R", objects))).isEqualTo(REFUSED);
  }

  /** What a page does not say itself its ancestors do, and there may be thousands of both. */
  @Test
  void looksForNothingInAllAncestorsOfAllPages() {
    String more =
        IntStream.range(0, 100).mapToObj("/Key%d 1"::formatted).collect(Collectors.joining());
    String ancestors =
        IntStream.range(10, 1_010)
            .mapToObj(
                number ->
                    "%d 0 obj <</Type/Pages/Parent %d 0 R%s>> endobj\n"
                        .formatted(number, number + 1, more))
            .collect(Collectors.joining());
    assertThat(judged(document("", "/Parent 10 0 R", "3 0 R ".repeat(9_000), ancestors)))
        .isEqualTo(PDF);
  }

  private static byte[] document(String catalog, String pages, String kids, String more) {
    return bytes(
        """
        %%PDF-1.5
        1 0 obj <</Type/Catalog/Pages 2 0 R%s>> endobj
        2 0 obj <</Type/Pages/Kids[%s]/Count 1%s>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R>> endobj
        %s
        trailer <</Root 1 0 R/Size 9>>
        startxref
        0
        %%%%EOF
        """
            .formatted(catalog, kids, pages, more));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
