package io.handoff.deploy.local.process;

/**
 * A port of loopback that a process listens on.
 *
 * @param use what it is for, for people; empty if the process has no other
 * @param number 0 while it is not chosen
 */
public record Port(String use, int number) {

  /** A process's only port. */
  public static Port only(int number) {
    return new Port("", number);
  }

  boolean isChosen() {
    return number != 0;
  }

  Port withNumber(int chosen) {
    return new Port(use, chosen);
  }

  @Override
  public String toString() {
    return use.isEmpty() ? "port " + number : "port " + number + " (" + use + ")";
  }
}
