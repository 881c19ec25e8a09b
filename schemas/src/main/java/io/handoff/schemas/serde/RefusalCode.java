package io.handoff.schemas.serde;

/** Why bytes were refused. The text of a code is public: it stands in dead letters and metrics. */
public enum RefusalCode {
  /** No bytes at all, or null. */
  EMPTY("empty"),
  /** The first byte is not zero: not written in Confluent's wire format. */
  BAD_MAGIC("bad-magic"),
  /** The bytes end before the id does, or before the record that its schema promises. */
  TRUNCATED("truncated"),
  /** The registry answered that it has no schema of this id. */
  UNKNOWN_SCHEMA_ID("unknown-schema-id"),
  /** The bytes, or the schema that they were written with, do not fit the class to be read. */
  UNDECODABLE("undecodable"),
  /** A record of another type than the one asked for. */
  WRONG_TYPE("wrong-type");

  private final String text;

  RefusalCode(String text) {
    this.text = text;
  }

  /** Lower case with hyphens; never changes. */
  public String text() {
    return text;
  }
}
