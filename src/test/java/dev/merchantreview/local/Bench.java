package dev.merchantreview.local;

/** Measures a platform that is up. */
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {}
}
