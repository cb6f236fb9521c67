package dev.merchantreview.documents;

import java.util.List;

/** What an upload is, judged by its whole content. */
public sealed interface UploadVerdict {

  /**
   * A document that people can open.
   *
   * @param mediaType what it is, whatever it was called
   */
  record Accepted(String mediaType) implements UploadVerdict {}

  /**
   * No document, or none that people can open.
   *
   * @param code why, as problems name it
   * @param arguments what the code's message mentions
   */
  record Refused(String code, List<Object> arguments) implements UploadVerdict {

    static Refused because(String code, Object... arguments) {
      return new Refused(code, List.of(arguments));
    }
  }
}
