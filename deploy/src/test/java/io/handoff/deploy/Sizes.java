package io.handoff.deploy;

/** How much a test plays: little in every build, much with {@code -Pthorough}. */
public final class Sizes {
  private Sizes() {}

  /** One of both. */
  public static int of(int everyBuild, int thorough) {
    return Boolean.getBoolean("handoff.thorough") ? thorough : everyBuild;
  }
}
