package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import dev.merchantreview.local.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a platform keeps a text: in the database, in the index, in the engine's files. */
public final class KeptText {

  private final TestPlatform platform;
  private final Settings settings;

  KeptText(TestPlatform platform, Settings settings) {
    this.platform = platform;
    this.settings = settings;
  }

  /** The tables with a row that has this text in it. */
  public List<String> tablesWith(String text) {
    JdbcClient database = platform.database();
    return database
        .sql("select table_name from information_schema.tables where table_schema = 'public'")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                database
                        .sql(
                            "select count(*) from \""
                                + table
                                + "\" as row where to_jsonb(row)::text like :text")
                        .param("text", "%" + text + "%")
                        .query(Long.class)
                        .single()
                    > 0)
        .toList();
  }

  /** How many of the documents the engine exports and its web applications keep have this text. */
  public long documentsWith(String text) {
    String search =
        settings.openSearchUrl()
            + "/_search?size=0&track_total_hits=true&q=%22"
            + URLEncoder.encode(text, StandardCharsets.UTF_8)
            + "%22";
    AtomicLong found = new AtomicLong();
    // A busy index may take longer than a call waits.
    TestPlatform.await("a count of " + text, () -> counted(Http.body(search), found));
    return found.get();
  }

  private static boolean counted(String answer, AtomicLong found) {
    Matcher total = Pattern.compile("\"total\":\\{\"value\":([0-9]+)").matcher(answer);
    if (!total.find()) {
      return false;
    }
    found.set(Long.parseLong(total.group(1)));
    return true;
  }

  /** The engine's own files that have this text. */
  public List<Path> filesWith(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(settings.home().resolve("data/zeebe"))) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, wanted)).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static boolean contains(Path file, byte[] wanted) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException gone) {
      // The engine throws old files away while we look.
      return false;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
