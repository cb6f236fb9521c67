package dev.merchantreview.score;

import dev.merchantreview.figure.ShippedFigures;
import dev.merchantreview.shared.ConfigurationDirectory;

/** The scores as they are shipped. */
public final class ShippedScores {

  private ShippedScores() {}

  public static ScoreDefinitions read() {
    return new ScoreDefinitions(new ConfigurationDirectory("file:config/"), ShippedFigures.read());
  }
}
