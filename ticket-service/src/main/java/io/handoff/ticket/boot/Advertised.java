package io.handoff.ticket.boot;

import java.util.regex.Pattern;

/** Where other instances reach this one. */
final class Advertised {
  private Advertised() {}

  /** Addresses that mean "every one of this machine": all instances would have the same. */
  private static final Pattern ANY = Pattern.compile("(0\\.0\\.0\\.0|\\[?::]?|\\*)?:\\d+");

  /**
   * The address itself.
   *
   * @throws IllegalStateException if no other machine can reach an instance by it
   */
  static String checked(String address) {
    if (ANY.matcher(address).matches()) {
      throw new IllegalStateException(
          "HANDOFF_ADVERTISED_ADDRESS is the same for all instances ('%s'); set this one's host:port"
              .formatted(address));
    }
    return address;
  }
}
