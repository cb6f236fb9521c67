package dev.merchantreview.testing;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * What Spring reads in class files to find the service's parts: it is the same for each service of
 * a run, and reading it anew takes a tenth of a start.
 */
final class ReadClasses {

  /** Spring Boot's own, which it registers unless there is one, is forgotten after each start. */
  private static final String NAME =
      "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

  private static final MetadataReaderFactory SHARED =
      new CachingMetadataReaderFactory(new DefaultResourceLoader()) {
        /** Asked for at the end of each start. */
        @Override
        public void clearCache() {
          // The next start reads the same.
        }
      };

  private ReadClasses() {}

  static void share(ConfigurableApplicationContext service) {
    ((GenericApplicationContext) service)
        .registerBean(NAME, MetadataReaderFactory.class, () -> SHARED);
  }
}
