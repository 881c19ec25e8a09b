package io.handoff.language.eval;

/** Counts of right and wrong answers. */
public final class Tally {
  private int truePositives;
  private int falsePositives;
  private int falseNegatives;
  private int trueNegatives;

  void add(boolean expected, boolean actual) {
    if (expected) {
      truePositives += actual ? 1 : 0;
      falseNegatives += actual ? 0 : 1;
    } else {
      falsePositives += actual ? 1 : 0;
      trueNegatives += actual ? 0 : 1;
    }
  }

  void add(int tp, int fp, int fn) {
    truePositives += tp;
    falsePositives += fp;
    falseNegatives += fn;
  }

  public int truePositives() {
    return truePositives;
  }

  public int falsePositives() {
    return falsePositives;
  }

  public int falseNegatives() {
    return falseNegatives;
  }

  public int total() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /** Right among what was found; 1 where nothing was. */
  public double precision() {
    int found = truePositives + falsePositives;
    return found == 0 ? 1 : (double) truePositives / found;
  }

  /** Found among what was there; 1 where nothing was. */
  public double recall() {
    int there = truePositives + falseNegatives;
    return there == 0 ? 1 : (double) truePositives / there;
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }

  /** False alarms in a thousand texts. */
  public double alarmsPerThousand() {
    return total() == 0 ? 0 : 1000.0 * falsePositives / total();
  }
}
