package dev.merchantreview.waiver;

import java.util.Set;

/**
 * A problem whose module honours waivers of it. Each such module has a bean of this type for each;
 * what none declares can never be waived, whatever a profile says: identity, age, what was erased,
 * and the ledger's rules about money are never declared.
 *
 * @param code the problem's
 * @param subjects what a waiver of it can be bound to
 * @param byCategory whether a waiver of it names the category it is for
 */
public record WaivableRule(String code, Set<WaiverSubject.Kind> subjects, boolean byCategory) {}
