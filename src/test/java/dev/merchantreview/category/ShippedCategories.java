package dev.merchantreview.category;

import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import java.util.Set;

/** The trees of categories as they are shipped, for the tests of rules. */
public final class ShippedCategories {

  /** The platforms that are served. */
  public static final Set<Platform> SERVED = Set.of(Platform.values());

  private ShippedCategories() {}

  public static Categories all() {
    return new Categories(new ConfigurationDirectory("file:config/"), SERVED);
  }
}
