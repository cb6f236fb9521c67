package dev.merchantreview.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Auditors look at the diagrams: each is drawn with the library Operate draws it with, in both
 * languages, to {@code target/diagrams}, and no word lies on a line, a shape or another word. With
 * {@code -Dmerchant-review.documents=write} the pictures of the documents become these.
 */
@ResourceLock(Browser.ONE_AT_A_TIME)
class DiagramsIT {

  private static final Path DRAWN = Path.of("target/diagrams");
  private static final String VIEWER =
      "/META-INF/resources/webjars/bpmn-js/8.0.0/dist/bpmn-viewer.production.min.js";

  /** As large as it is at 100 %. */
  private static final String DRAW =
      """
      async xml => {
        document.querySelector('#canvas')?.remove();
        const frame = document.createElement('div');
        frame.id = 'canvas';
        document.body.append(frame);
        frame.style = 'width: 1900px; height: 980px';
        const viewer = new BpmnJS({container: frame});
        const {warnings} = await viewer.importXML(xml);
        const canvas = viewer.get('canvas');
        const box = canvas.viewbox().inner;
        frame.style.width = Math.ceil(box.width) + 40 + 'px';
        frame.style.height = Math.ceil(box.height) + 60 + 'px';
        canvas.resized();
        canvas.viewbox({x: box.x - 20, y: box.y - 20, width: box.width + 40, height: box.height + 60});
        return warnings.map(warning => warning.message).concat((%s)(viewer));
      }
      """;

  @Test
  void drawsEveryProcessWithoutAWarningAndNothingOnTopOfAnother() throws IOException {
    List<DiagramPicture> pictures = DiagramPicture.all();
    assertThat(pictures).isNotEmpty();
    Files.createDirectories(DRAWN);
    try (Browser browser = new Browser()) {
      Page page = browser.page(2000, 1100);
      page.setContent("<body style='margin: 0'></body>");
      page.addScriptTag(new Page.AddScriptTagOptions().setContent(resource(VIEWER)));
      for (DiagramPicture picture : pictures) {
        Object wrong =
            page.evaluate(DRAW.formatted(resource("/diagrams/overlaps.js")), picture.drawn());
        page.locator("#canvas")
            .screenshot(new Locator.ScreenshotOptions().setPath(DRAWN.resolve(picture.file())));
        assertThat((List<?>) wrong).as(picture.file()).isEmpty();
      }
    }
    if (System.getProperty("merchant-review.documents", "").equals("write")) {
      CommittedPictures.replace(pictures, DRAWN);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = DiagramsIT.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
