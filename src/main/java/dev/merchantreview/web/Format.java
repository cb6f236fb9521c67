package dev.merchantreview.web;

import dev.merchantreview.shared.TypedText;
import java.util.Arrays;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * The shapes texts have to have, so that a refusal can say what is expected; its words are {@code
 * format.<name>} in the message bundles.
 */
public enum Format {
  /** Something a person can see. */
  VISIBLE(TypedText.VISIBLE),
  /** An id the platform gives its merchants, products and streamers. */
  PLATFORM_ID("^[A-Za-z0-9._-]{1,64}$"),
  /** An id this service gave out. */
  OWN_ID("^[a-z]{2}_[0-9a-z]{16}$"),
  /** A number another system gave out. */
  FOREIGN_NUMBER("^[\\x21-\\x7E]{1,100}$"),
  /** A unified social credit code, or the registration number of before. */
  LICENCE_NUMBER("^(?:[0-9A-HJ-NPQRTUWXY]{18}|[0-9]{15})$"),
  /** A unified social credit code. */
  COMPANY_NUMBER("^[0-9A-HJ-NPQRTUWXY]{18}$"),
  /** The number of a registration, wherever it was made. */
  REGISTRATION_NUMBER("^[0-9A-Z][0-9A-Z ./-]{1,31}$"),
  /** A country or region. */
  COUNTRY("^[A-Z]{2}$"),
  /** The number of a paper that shows who somebody is. */
  PAPER_NUMBER("^[0-9A-Z]{5,18}$"),
  /** The number of a Chinese identity card. */
  IDENTITY_NUMBER("^[0-9]{17}[0-9X]$"),
  /** A bank account; those of free-trade zones, non-residents and offshore begin with letters. */
  ACCOUNT_NUMBER("^(?:FT[A-Z]|NRA|OSA)?[0-9]{8,32}$"),
  /** A telephone number. */
  PHONE("^[+0-9][0-9 -]{4,19}$"),
  /** One that has no words of its own: its expression is shown. */
  OTHER("");

  private final String pattern;

  Format(String pattern) {
    this.pattern = pattern;
  }

  /** What a schema's pattern means, in words of the reader's language. */
  static Object meaning(String pattern) {
    String plain = pattern.replaceFirst("^\\^[a-z]{2}_", "^[a-z]{2}_");
    return Arrays.stream(values())
        .filter(format -> format.pattern.equals(plain))
        .findFirst()
        .orElse(OTHER)
        .words(pattern);
  }

  /**
   * What is expected of the number of a paper.
   *
   * @param paper its constant
   */
  public static Object ofPaper(String paper) {
    return new DefaultMessageSourceResolvable("format.paper." + paper);
  }

  /** What is expected, in words of the reader's language. */
  public Object words() {
    return words(pattern);
  }

  private Object words(String shown) {
    return new DefaultMessageSourceResolvable(
        new String[] {"format." + name()}, new Object[] {shown});
  }
}
