package dev.merchantreview.caseindex;

import org.springframework.context.ApplicationContext;

/** Has the figures of cases counted that were put into the database without the way there. */
public final class CountedFigures {

  private CountedFigures() {}

  public static void count(ApplicationContext service) {
    service.getBean(CaseFigures.class).countAnew();
  }
}
