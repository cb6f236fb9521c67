package dev.merchantreview.figure;

/** In what a figure is counted. */
public enum FigureUnit {
  /** A share from 0 to 1: 0.8 is eighty percent. */
  RATIO,
  /** A score or rating in points. */
  SCORE,
  /** A level or grade. */
  LEVEL,
  /** A number of people, goods, orders, days or incidents. */
  COUNT,
  /** Hours. */
  HOURS,
  /** Money, in 1/100 yuan. */
  FEN,
  /** 1 for yes, 0 for no. */
  FLAG
}
