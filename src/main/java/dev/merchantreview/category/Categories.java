package dev.merchantreview.category;

import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The categories of all platforms, from {@code config/categories}. Files that cannot be used stop
 * the start with everything that is wrong in them: file, line and remedy.
 */
@Component
public class Categories {

  private final Map<Platform, CategoryTree> trees = new EnumMap<>(Platform.class);

  @Autowired
  Categories(ConfigurationDirectory directory, Platforms platforms) {
    this(directory, platforms.served());
  }

  /**
   * @param served the platforms that have to have a file
   */
  Categories(ConfigurationDirectory directory, Set<Platform> served) {
    Flaws flaws = new Flaws("categories");
    try {
      for (Resource resource : directory.files("categories", "*.yaml")) {
        CategoryFile.read(resource, flaws).ifPresent(content -> add(content, flaws));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    served.stream()
        .filter(platform -> !trees.containsKey(platform))
        .sorted()
        .forEach(
            platform ->
                flaws.add(
                    "no file is of %s, which config/platforms serves; copy its file of this version"
                        .formatted(platform)));
    flaws.refuse();
  }

  private void add(CategoryFile.Content content, Flaws flaws) {
    CategoryTree tree = new CategoryTree(content, flaws);
    if (trees.putIfAbsent(tree.platform(), tree) != null) {
      flaws.add(content.file(), 1, "a second file of %s; leave one".formatted(tree.platform()));
    }
  }

  /**
   * A category of a platform in the platform's own spelling; empty when there is none, which never
   * means that anything is allowed in it.
   */
  public Optional<Category> find(Platform platform, String name) {
    return Optional.ofNullable(trees.get(platform)).flatMap(tree -> tree.find(name));
  }

  /**
   * What people of a language read for a category of a platform: its label, or the name itself
   * where the platform has no such category any more.
   */
  public String label(Platform platform, String name, Locale locale) {
    return find(platform, name).map(category -> category.label(locale)).orElse(name);
  }

  /** The same where the platform is not known: platforms that share a name mean the same by it. */
  public String label(String name, Locale locale) {
    return trees.values().stream()
        .flatMap(tree -> tree.find(name).stream())
        .findFirst()
        .map(category -> category.label(locale))
        .orElse(name);
  }

  /** The categories of a platform in the order of its file; none of one that is not served. */
  public Collection<Category> all(Platform platform) {
    CategoryTree tree = trees.get(platform);
    return tree == null ? List.of() : tree.all();
  }

  /** The names of a platform's main categories. */
  public List<String> mainNames(Platform platform) {
    return all(platform).stream()
        .filter(category -> category.above().isEmpty())
        .map(Category::name)
        .toList();
  }

  /**
   * The deposit classes of a platform that need figures of their own: all but the one that
   * categories have which say nothing.
   */
  public List<String> depositClasses(Platform platform) {
    CategoryTree tree = trees.get(platform);
    return tree == null ? List.of() : tree.depositClasses();
  }

  /**
   * What stands for the text facts of categories were read from: the file and the beginning of its
   * SHA-256.
   */
  public String version(Platform platform) {
    CategoryTree tree = trees.get(platform);
    return tree == null ? "" : tree.version();
  }
}
