package dev.merchantreview.review;

import dev.merchantreview.shared.TypedText;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The people of a group.
 *
 * @param normal their names in the form in which names are compared
 */
record MemberNames(Set<String> normal) {

  private static final int LONGEST_NAME = 200;

  static MemberNames of(Collection<String> names) {
    return new MemberNames(
        names.stream().map(TypedText::normal).collect(Collectors.toUnmodifiableSet()));
  }

  /** A name with hidden characters is nobody's: it was made to look like another. */
  boolean contains(String person) {
    return person.length() <= LONGEST_NAME
        && TypedText.forbidden(person, TypedText.Lines.ONE).isEmpty()
        && normal.contains(TypedText.normal(person));
  }
}
