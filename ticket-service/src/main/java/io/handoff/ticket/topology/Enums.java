package io.handoff.ticket.topology;

/** Translates enumerations of the contract that have the same names here. */
final class Enums {
  private Enums() {}

  /** The constant of the same name. */
  static <T extends Enum<T>> T to(Class<T> type, Enum<?> value) {
    return Enum.valueOf(type, value.name());
  }
}
