package dev.merchantreview.figure;

import dev.merchantreview.shared.ConfigurationDirectory;

/** The figures as they are shipped. */
public final class ShippedFigures {

  private ShippedFigures() {}

  public static FigureDefinitions read() {
    return new FigureDefinitions(new ConfigurationDirectory("file:config/"));
  }
}
