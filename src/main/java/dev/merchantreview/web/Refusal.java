package dev.merchantreview.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * A type of problem (RFC 9457) a call can be answered with: {@code /problems/} and its name in
 * lower case with hyphens. Constants of an enum: {@link ProblemType} are those any call may have;
 * what only a module knows of is in an enum of that module. Title and detail are in the messages.
 */
public interface Refusal {

  HttpStatus status();

  String name();

  /** As in {@code /problems/…} and in the keys of the messages. */
  default String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  default String titleCode() {
    return "problem." + slug() + ".title";
  }

  default String detailCode() {
    return "problem." + slug() + ".detail";
  }
}
