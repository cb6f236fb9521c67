package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContentTypeTest {

  @Test
  void knowsImagesByContent() throws IOException {
    assertThat(ContentType.of(image("png"))).contains("image/png");
    assertThat(ContentType.of(image("jpg"))).contains("image/jpeg");
  }

  @Test
  void knowsAPdfByHeadAndEnd() {
    assertThat(ContentType.of(bytes("%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n")))
        .contains("application/pdf");
    assertThat(ContentType.of(bytes("%PDF-1.7\n1 0 obj\nendobj\n"))).isEmpty();
  }

  @Test
  void seesThroughDisguises() throws IOException {
    byte[] png = image("png");
    assertThat(ContentType.of(new byte[0])).isEmpty();
    assertThat(ContentType.of(bytes("<html><script>alert(1)</script></html>"))).isEmpty();
    assertThat(ContentType.of(bytes("MZ this is a program"))).isEmpty();
    assertThat(ContentType.of(bytes("GIF89a........"))).isEmpty();
    // The signature alone is no picture.
    assertThat(ContentType.of(Arrays.copyOf(png, 8))).isEmpty();
    byte[] behindSignature = Arrays.copyOf(png, 200);
    Arrays.fill(behindSignature, 8, 200, (byte) '<');
    assertThat(ContentType.of(behindSignature)).isEmpty();
    assertThat(ContentType.of(bytes("PK\u0003\u0004 a zip"))).isEmpty();
  }

  @Property
  void judgesAnythingWithoutFailing(@ForAll @Size(max = 300) byte[] anything) {
    assertThat(ContentType.of(anything)).isEmpty();
  }

  private static byte[] image(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
