package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that are made to cost whoever reads them much. */
class CostlyPicturesTest {

  private static final UploadVerdict JPEG = new UploadVerdict.Accepted("image/jpeg");
  private static final byte[] ONE = SampleFiles.noisy("jpg", 40, 30);

  private static UploadVerdict judged(byte[] content) {
    return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ContentType.of(content));
  }

  /** A scan of 14 bytes has a reader go through the whole picture once more. */
  @ParameterizedTest
  @CsvSource({"0, true", "20, true", "40, false", "1000, false"})
  void goesThroughAPictureSomeTimes(int more, boolean accepted) {
    byte[] picture = SampleFiles.progressive(1_600, 1_200, more);
    assertThat(picture.length).isLessThan(64 << 10);
    assertThat(judged(picture).equals(JPEG)).isEqualTo(accepted);
  }

  /** All of it is kept until its last scan has come. */
  @Test
  void takesSmallerPicturesWhereAllIsKept() {
    byte[] picture = SampleFiles.progressive(6_400, 5_000, 0);
    assertThat(judged(picture))
        .isEqualTo(UploadVerdict.Refused.because("PICTURE_TOO_LARGE", 32L, 30L));
    assertThat(judged(SampleFiles.redThenBlue(6_400, 5_000))).isEqualTo(JPEG);
  }

  @Test
  void readsSomePartsAndNoMore() {
    byte[] exif = SampleFiles.exif(1);
    assertThat(judged(with(exif, 500))).isEqualTo(JPEG);
    assertThat(judged(with(exif, 60_000))).isNotEqualTo(JPEG);
    // What comes after the picture, such as the film some phones add, is no part of it.
    assertThat(judged(SampleFiles.join(ONE, with(exif, 60_000)))).isEqualTo(JPEG);
  }

  private static byte[] with(byte[] part, int times) {
    return SampleFiles.inserted(
        ONE, 2, SampleFiles.join(Collections.nCopies(times, part).toArray(byte[][]::new)));
  }

  /** Each unpacks to a quarter of a million letters. */
  @Test
  void readsNoTextsOfAPng() {
    byte[] text =
        SampleFiles.chunk(
            "zTXt",
            SampleFiles.join(
                new byte[] {'k', 0, 0},
                SampleFiles.deflated("a".repeat(250_000).getBytes(StandardCharsets.US_ASCII), 1)));
    byte[] texts = SampleFiles.join(Collections.nCopies(4_000, text).toArray(byte[][]::new));
    byte[] picture = SampleFiles.inserted(SampleFiles.noisy("png", 20, 10), 33, texts);
    long before = Allocation.soFar();
    assertThat(ContentType.of(picture)).isEqualTo(new UploadVerdict.Accepted("image/png"));
    assertThat(Allocation.soFar() - before).isLessThan(64L << 20);
  }
}
