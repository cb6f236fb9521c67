package dev.merchantreview.engine;

/** What a job needs is not there yet; trying again later is all that has to happen. */
public class NotYetException extends RuntimeException {

  public NotYetException(String message) {
    super(message);
  }
}
