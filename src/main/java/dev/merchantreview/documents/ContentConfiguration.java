package dev.merchantreview.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decides by the settings where contents are kept. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ContentConfiguration.class);

  @Bean
  ContentStore contentStore(ContentProperties properties, JdbcClient jdbc) {
    ContentStore store = store(properties, jdbc);
    log.info(
        "New contents of documents go to {}",
        properties.keptIn() == ContentProperties.KeptIn.STORE
            ? store.description()
            : "the database");
    return store;
  }

  private static ContentStore store(ContentProperties properties, JdbcClient jdbc) {
    if (properties.s3() != null) {
      return new S3Contents(properties.s3());
    }
    if (properties.directory() != null) {
      return new FileContents(there(properties.directory(), jdbc));
    }
    return new NoContents();
  }

  /**
   * Made on first use only: where contents are on record, a directory that is not there is lost.
   */
  private static Path there(Path directory, JdbcClient jdbc) {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    boolean used =
        jdbc.sql("select exists (select from document_content where stored_at is not null)")
            .query(Boolean.class)
            .single();
    if (used) {
      throw new IllegalStateException(
          "contents of documents are on record, but their directory is not there: "
              + directory
              + " (merchant-review.documents.directory). Is its volume mounted?");
    }
    try {
      return Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "merchant-review.documents.directory cannot be made: " + directory, failed);
    }
  }
}
