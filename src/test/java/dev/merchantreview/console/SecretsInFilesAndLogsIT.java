package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.LoggedLines;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Personal data of cases, and what is kept in its stead, is in no file that is handed out, in no
 * list of cases, and in nothing that is logged while people look for it and look at it.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class SecretsInFilesAndLogsIT {

  private static final String CASES = "/api/v1/cases";
  private static final String NAME = "拾穗";
  private static final String PURPOSE = "核对法定代表人身份";
  private static final int TRIES = 10;
  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** One of the service's own, as it logs. */
  private static final Logger PROBE = (Logger) LoggerFactory.getLogger(MaskedData.class);

  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.merchantreview");
  @TempDir private Path folder;

  private static CasesFullOfSecrets cases;
  private static Set<String> secrets;

  @BeforeAll
  static void hand() {
    cases = new CasesFullOfSecrets(SERVICE);
    secrets = new HashSet<>(cases.plain());
    secrets.addAll(cases.kept());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] file(String user, String path, String mediaType) {
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(
              SERVICE.api(user).request(path).header("Accept", mediaType).GET().build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer.body();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** All that is packed in a workbook, by the directory at its end, as spreadsheets read it. */
  private String unpacked(byte[] workbook) {
    StringBuilder all = new StringBuilder();
    try {
      Path file = Files.write(Files.createTempFile(folder, "cases", ".xlsx"), workbook);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          all.append(entry.getName()).append('\n');
          try (InputStream part = zip.getInputStream(entry)) {
            all.append(new String(part.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({"auditor", "operator", "admin", "merchant"})
  void areInNoFileAndInNoList(String user) {
    Set<String> owned = cases.owners().keySet();
    String query = "?q=" + encoded(NAME) + "&limit=200";
    String files = CASES + "/export?q=" + encoded(NAME);
    Map<String, String> handedOut =
        Map.of(
            "csv", text(file(user, files, "text/csv")),
            "jsonl", text(file(user, files, "application/jsonl")),
            "xlsx",
                unpacked(
                    file(
                        user,
                        files,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            "list", SERVICE.api(user).get(CASES + query).raw().body());
    handedOut.forEach(
        (what, source) -> {
          assertThat(CasesFullOfSecrets.in(source, owned)).as(what).hasSizeGreaterThan(4);
          assertThat(CasesFullOfSecrets.in(source, secrets)).as(what).isEmpty();
        });
    owned.forEach(
        id ->
            assertThat(
                    CasesFullOfSecrets.in(
                        SERVICE.api(user).get(CASES + "/" + id).raw().body(), secrets))
                .as(id)
                .isEmpty());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** People look for what they know, among it numbers of persons, and at what they find. */
  private static void look(Runnable looked) {
    ApiClient auditor = SERVICE.api("auditor");
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    for (String secret : cases.plain()) {
      if (secret.length() > 64) {
        continue;
      }
      auditor.get(CASES + "?q=" + encoded(secret));
      auditor.get(CASES + "?q=" + encoded(secret) + "&limit=none");
      auditor.get(CASES + "/" + encoded(secret));
      visitor.post("/console/cases", Map.of("q", secret), "/console/cases");
      visitor.get("/console/cases/" + encoded(secret));
      looked.run();
    }
    cases
        .owners()
        .forEach(
            (id, owner) -> {
              file("auditor", CASES + "/export?q=" + id, "text/csv");
              visitor.get("/console/cases/" + id);
              visitor.get("/console/cases/" + id + "/rounds");
              visitor.post(
                  "/console/cases/" + id + "/personal-data",
                  Map.of("field", "ACCOUNT_NUMBER", "purpose", PURPOSE),
                  "/console/cases/" + id);
              String call =
                  "/api/v1/"
                      + (id.startsWith("rf_") ? "deposit-refunds/" : "store-applications/")
                      + id
                      + "/personal-data";
              auditor.post(call, Map.of("purpose", PURPOSE));
              auditor.post(call, Map.of("purpose", PURPOSE, "fields", List.of("ACCOUNT_NUMBER")));
              auditor.post(
                  call, Map.of("purpose", SampleApplications.identityNumber(owner), "x", 1));
              if (cases.paperOf(id) != null) {
                visitor.get("/console/papers/" + cases.paperOf(id));
              }
              looked.run();
            });
  }

  /**
   * What is logged meanwhile, down to what is said for debugging. A service of another test that
   * starts takes the log away: then it is done again.
   */
  private static List<String> logged() {
    Level before = OURS.getLevel();
    for (int i = 0; i < TRIES; i++) {
      String mark = "looked " + System.nanoTime() + " ";
      int[] looks = {0};
      try (LoggedLines lines = new LoggedLines()) {
        OURS.setLevel(Level.DEBUG);
        look(() -> PROBE.debug(mark + looks[0]++));
        List<String> all = lines.lines();
        if (all.stream().filter(line -> line.contains(mark)).count() == looks[0]) {
          return all;
        }
      } finally {
        OURS.setLevel(before);
      }
    }
    throw new AssertionError("the log was taken away each time");
  }

  @Test
  void areNotLogged() {
    String all = String.join("\n", logged());
    assertThat(CasesFullOfSecrets.in(all, secrets)).isEmpty();
  }
}
