package dev.merchantreview.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * What Spring reads in class files to find the service's parts: it is the same for each service of
 * a run, and reading it anew takes an eighth of a start.
 */
final class ReadClasses {

  /** Spring Boot's own, which it registers unless there is one, is forgotten after each start. */
  private static final String NAME =
      "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

  private static final Map<Resource, MetadataReader> READ = new ConcurrentHashMap<>();

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
    // Scans for components do not ask that bean, they remember in the service what they read.
    Map<Resource, MetadataReader> own =
        ((DefaultResourceLoader) service).getResourceCache(MetadataReader.class);
    own.putAll(READ);
    service.addBeanFactoryPostProcessor(scanned -> READ.putAll(own));
  }
}
