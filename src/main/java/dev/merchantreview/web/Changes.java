package dev.merchantreview.web;

import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers what became of asking for a change. */
public final class Changes {

  private Changes() {}

  /**
   * What was changed.
   *
   * @throws ApiProblem 404 when there is nothing to change, 409 when its state does not allow it,
   *     422 when there is nothing new in what was handed in
   */
  public static <T> T made(Optional<Change<T>> change, String id) {
    return made(change.orElseThrow(() -> ApiProblem.notFound(id)));
  }

  /**
   * The same of something that is there.
   *
   * @throws ApiProblem 409 when its state does not allow it, 422 when there is nothing new in what
   *     was handed in
   */
  public static <T> T made(Change<T> change) {
    return switch (change) {
      case Change.Made<T>(T value) -> value;
      case Change.Refused<T>(String state, Set<String> allowed) ->
          throw ApiProblem.wrongState(state, allowed);
      case Change.Unchanged<T> unchanged ->
          throw ApiProblem.validation(List.of(FieldError.of("", "UNCHANGED")));
    };
  }
}
