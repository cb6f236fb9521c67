package dev.merchantreview.review;

import dev.merchantreview.shared.TypedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The groups of the configuration. */
@Component
class ConfiguredReviewerGroups implements ReviewerGroups {

  private static final int LONGEST_NAME = 200;

  private final Map<String, Set<String>> members = new HashMap<>();

  ConfiguredReviewerGroups(ReviewersProperties properties) {
    properties.groups().forEach(this::add);
  }

  private void add(String group, List<String> persons) {
    Set<String> in = members.computeIfAbsent(plain(group), name -> new HashSet<>());
    persons.stream().map(TypedText::normal).forEach(in::add);
  }

  /** A name with hidden characters is nobody's: it was made to look like another. */
  @Override
  public boolean isMember(String person, String group) {
    return person.length() <= LONGEST_NAME
        && TypedText.forbidden(person, TypedText.Lines.ONE).isEmpty()
        && members.getOrDefault(plain(group), Set.of()).contains(TypedText.normal(person));
  }

  /** Environment variables have no hyphens. */
  private static String plain(String group) {
    return group.toLowerCase(Locale.ROOT).replace("-", "");
  }
}
