package io.handoff.settings.model;

/** Language tags (BCP 47). */
public final class Languages {
  private Languages() {}

  /** The tag without region, script and the like: what texts and triggers go by. */
  public static String primary(String tag) {
    return tag.split("[-_]", 2)[0];
  }
}
