package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {

  /** Exif 2.32, tag 274; the picture as stored is red on its left and blue on its right. */
  @ParameterizedTest
  @CsvSource({
    "1, 160, 80, 10, 40, 150, 40",
    "2, 160, 80, 150, 40, 10, 40",
    "3, 160, 80, 150, 40, 10, 40",
    "4, 160, 80, 10, 40, 150, 40",
    "5, 80, 160, 40, 10, 40, 150",
    "6, 80, 160, 40, 10, 40, 150",
    "7, 80, 160, 40, 150, 40, 10",
    "8, 80, 160, 40, 150, 40, 10"
  })
  void drawsAPictureUpright(
      int orientation, int width, int height, int redX, int redY, int blueX, int blueY)
      throws IOException {
    byte[] picture = SampleFiles.withOrientation(SampleFiles.redThenBlue(1_200, 600), orientation);
    BufferedImage small = Pictures.small(picture, Pictures.Format.JPEG, 160);
    assertThat(small.getWidth()).isEqualTo(width);
    assertThat(small.getHeight()).isEqualTo(height);
    assertThat(new Color(small.getRGB(redX, redY)).getRed()).isGreaterThan(200);
    assertThat(new Color(small.getRGB(blueX, blueY)).getBlue()).isGreaterThan(200);
  }

  /** 317 MB when unpacked at once. */
  @Test
  void readsABigPictureWithLittleMemory() throws IOException {
    byte[] picture = SampleFiles.flatPng(6_300, 16);
    long before = Allocation.soFar();
    BufferedImage small = Pictures.small(picture, Pictures.Format.PNG, 240);
    assertThat(small.getWidth()).isEqualTo(240);
    assertThat(Allocation.soFar() - before).isLessThan(64L << 20);
  }

  @Test
  void drawsWhatPhonesTake() throws IOException {
    byte[] picture = SampleFiles.redThenBlue(8_064, 6_048);
    assertThat(Pictures.small(picture, Pictures.Format.JPEG, 240).getWidth()).isEqualTo(240);
  }

  @Test
  void saysHowLargeIsTooLarge() {
    byte[] picture = SampleFiles.flatPng(11_000, 8);
    assertThatThrownBy(() -> Pictures.check(picture, Pictures.Format.PNG))
        .isInstanceOfSatisfying(
            Pictures.TooLargeException.class,
            large -> assertThat(large.megapixels()).isEqualTo(121));
  }
}
