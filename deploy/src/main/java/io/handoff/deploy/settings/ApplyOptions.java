package io.handoff.deploy.settings;

import picocli.CommandLine.Option;

/** Who makes a version, and why. */
public final class ApplyOptions {

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the history.")
  private String note = "";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who applies it; kept in the history. Default: the user of this machine.")
  private String appliedBy = "unknown";

  /** Why; may be empty. */
  public String note() {
    return note;
  }

  /** Who. */
  public String appliedBy() {
    return appliedBy;
  }
}
