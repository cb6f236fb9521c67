package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.testing.SharesPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Auditors look at the diagrams: each is drawn with the library Operate draws it with, to {@code
 * target/diagrams}.
 */
@SharesPlatform
@ResourceLock(Browser.ONE_AT_A_TIME)
class DiagramsIT {

  private static final String VIEWER =
      "/META-INF/resources/webjars/bpmn-js/8.0.0/dist/bpmn-viewer.production.min.js";

  @Test
  void drawsEveryProcessWithoutAWarning() throws IOException {
    try (Browser browser = new Browser();
        Stream<Path> files = Files.list(Path.of("bpmn"))) {
      List<Path> processes = files.filter(file -> file.toString().endsWith(".bpmn")).toList();
      assertThat(processes).isNotEmpty();
      for (Path process : processes) {
        draw(browser, process);
      }
    }
  }

  private static void draw(Browser browser, Path process) throws IOException {
    Page page = browser.page(3560, 1150);
    page.setContent("<div id='canvas' style='width:3520px;height:1110px'></div>");
    try (InputStream viewer = DiagramsIT.class.getResourceAsStream(VIEWER)) {
      page.addScriptTag(
          new Page.AddScriptTagOptions()
              .setContent(new String(viewer.readAllBytes(), StandardCharsets.UTF_8)));
    }
    Object warnings =
        page.evaluate(
            "async xml => { const viewer = new BpmnJS({container: '#canvas'});"
                + " const {warnings} = await viewer.importXML(xml);"
                + " const box = viewer.get('canvas').viewbox().inner;"
                + " const frame = document.querySelector('#canvas').style;"
                + " frame.width = Math.min(3520, Math.ceil(box.width) + 40) + 'px';"
                + " frame.height = Math.min(1110, Math.ceil(box.height) + 40) + 'px';"
                + " viewer.get('canvas').resized();"
                + " viewer.get('canvas').zoom('fit-viewport', 'auto');"
                + " return warnings.map(warning => warning.message); }",
            Files.readString(process));
    assertThat((List<?>) warnings).isEmpty();
    Files.createDirectories(Path.of("target/diagrams"));
    page.locator("#canvas")
        .screenshot(
            new Locator.ScreenshotOptions()
                .setPath(
                    Path.of(
                        "target/diagrams",
                        process.getFileName().toString().replace(".bpmn", ".png"))));
  }
}
