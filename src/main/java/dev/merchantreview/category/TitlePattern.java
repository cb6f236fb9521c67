package dev.merchantreview.category;

import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * How titles of a category are made up. The pattern is a regular expression the whole title
 * matches; <code>{name}</code> stands for what the product states of that attribute, <code>
 * {name?}</code> for the same where it states it and for nothing where it does not, and <code>
 * {species}</code> for one of the category's species.
 *
 * @param text what people read of it
 */
public record TitlePattern(String pattern, ProblemTable.Text text) {

  private static final String SPECIES = "species";
  // No quantifier: those begin with a digit.
  private static final Pattern PLACE = Pattern.compile("\\{([^{}0-9?][^{}?]*)(\\??)}");

  /** Whether a title is made up so; true where an attribute it needs is not stated. */
  boolean fits(String title, Map<String, String> attributes, List<String> species) {
    boolean lacking =
        PLACE
            .matcher(pattern)
            .results()
            .filter(place -> place.group(2).isEmpty() && !place.group(1).equals(SPECIES))
            .anyMatch(place -> stated(place.group(1), attributes).isEmpty());
    return lacking || compiled(attributes, species).matcher(title.strip()).matches();
  }

  private Pattern compiled(Map<String, String> attributes, Collection<String> species) {
    return Pattern.compile(
        PLACE
            .matcher(pattern)
            .replaceAll(place -> Matcher.quoteReplacement(inPlace(place, attributes, species))));
  }

  private static String inPlace(
      MatchResult place, Map<String, String> attributes, Collection<String> species) {
    if (place.group(1).equals(SPECIES)) {
      return species.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }
    String stated = stated(place.group(1), attributes);
    return stated.isEmpty() ? "" : "(?:" + Pattern.quote(stated) + "\\s*)";
  }

  private static String stated(String name, Map<String, String> attributes) {
    return attributes.getOrDefault(name, "").strip();
  }

  /**
   * What is wrong with the pattern itself.
   *
   * @param required the attributes every product states
   */
  List<String> flaws(Collection<String> required, Collection<String> species) {
    List<String> flaws = new ArrayList<>();
    for (MatchResult place : PLACE.matcher(pattern).results().toList()) {
      String name = place.group(1);
      if (name.equals(SPECIES)) {
        if (species.isEmpty()) {
          flaws.add("{species} stands for nothing; write the species, or take it out");
        }
      } else if (place.group(2).isEmpty() && !required.contains(name)) {
        flaws.add(
            "{%s} is no required attribute; require it, or write {%s?}".formatted(name, name));
      }
    }
    try {
      compiled(Map.of(), species);
    } catch (PatternSyntaxException wrong) {
      flaws.add(
          "it is no regular expression (%s at %d); mend it"
              .formatted(wrong.getDescription(), wrong.getIndex()));
    }
    return flaws;
  }
}
