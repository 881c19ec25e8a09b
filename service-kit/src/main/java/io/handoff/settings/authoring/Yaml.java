package io.handoff.settings.authoring;

import java.util.LinkedHashMap;
import java.util.List;

/** A YAML file as a tree of which every node knows its place. */
public sealed interface Yaml {

  /** Where the node begins. */
  Place place();

  /** A place in a file; line and column count from 1. */
  record Place(String file, int line, int column) {

    static Place start(String file) {
      return new Place(file, 1, 1);
    }
  }

  /**
   * A text, number, truth value or nothing: YAML's guess at which of these it is, is not kept.
   *
   * @param plain whether it stands without quotes
   * @param block whether it stands line by line below a {@code |}
   */
  record Scalar(Place place, String text, boolean plain, boolean block) implements Yaml {

    /** One that is no block. */
    public Scalar(Place place, String text, boolean plain) {
      this(place, text, plain, false);
    }

    /** Nothing was written: {@code field:}, {@code field: null} or {@code field: ~}. */
    boolean isNothing() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /** A list. */
  record Sequence(Place place, List<Yaml> items) implements Yaml {}

  /** Fields and their values, in the order of the file. */
  record Mapping(Place place, LinkedHashMap<String, Entry> entries) implements Yaml {}

  /** A field's value, and where its name stands. */
  record Entry(Place keyPlace, Yaml value) {}

  /** Something that was not read because of a problem; reads as neither there nor missing. */
  record Hidden(Place place) implements Yaml {}
}
