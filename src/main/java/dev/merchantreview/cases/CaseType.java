package dev.merchantreview.cases;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is declared of a type of case, once; every bean of this type is known to {@link CaseTypes}.
 */
public interface CaseType {

  /** What its ids begin with: two letters and an underscore. */
  String idPrefix();

  /** Where its cases are in the API. */
  String path();

  /** What its cases are called in the index of all cases, in {@code UPPER_SNAKE}. */
  Set<String> typeNames();

  /** The names of the states its cases can be in. */
  Set<String> stateNames();

  /** What the index of all cases has of a case; empty when there is no such case. */
  Optional<IndexedCase> indexed(CaseId caseId);

  /**
   * A portion of its cases, in the order of their ids.
   *
   * @param after the last of the portion before; empty for the first
   */
  List<CaseId> ids(String after, int limit);

  /** Whose a case is; empty when there is no such case. */
  Optional<CaseAccess.Parties> partiesOf(CaseId caseId);

  /** The names of an enum's constants. */
  static Set<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  }

  /** As the case's only owner, and the only side. */
  default CaseAccess.Parties owned(CaseId caseId, String merchant) {
    return shared(caseId, Set.of(merchant), Set.of(merchant));
  }

  /** As {@link CaseAccess.Parties} has it. */
  default CaseAccess.Parties shared(CaseId caseId, Set<String> merchants, Set<String> owners) {
    return new CaseAccess.Parties(merchants, owners, path() + "/" + caseId);
  }
}
