package dev.merchantreview.console;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of the page of a case. Every bean of this type is on the page, in the order of {@link
 * #order}, and in its navigation.
 */
public interface CaseSection {

  /** Its place: lower ones come first. Diagram 100, timeline 200, money 300, and between them. */
  int order();

  /** Its anchor on the page, in {@code kebab-case}; its style sheet may know it by that, too. */
  String id();

  /** The key of its title in the bundles. */
  String titleKey();

  /**
   * Its template: {@code console/case/<name>} has a fragment {@code section}, which finds the model
   * as {@code section}, begins with {@code <section th:id="${id}">} and an {@code <h2>} of {@code
   * title}.
   */
  String template();

  /**
   * What it shows to somebody; nothing in it may be what that person may not see.
   *
   * @return null when there is nothing to show of this case: the section is left out
   */
  @Nullable Object model(CaseId caseId, Caller caller, Locale locale);
}
