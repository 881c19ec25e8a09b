package io.handoff.deploy.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happens to an account.
 *
 * @param setup its settings at the beginning
 * @param present agents who are available then
 * @param acts what happens, in order
 */
record Course(Setup setup, List<String> present, List<Act> acts) {

  Course {
    present = List.copyOf(present);
    acts = List.copyOf(acts);
  }

  /** The same seed gives the same course. */
  static Course random(long seed) {
    Random random = new Random(seed);
    Setup setup = Setup.random(random);
    List<String> present = Act.AGENTS.stream().filter(agent -> random.nextInt(3) > 0).toList();
    List<Act> acts = new ArrayList<>();
    for (int length = 4 + random.nextInt(14); length > 0; length--) {
      acts.add(Act.random(random));
    }
    return new Course(setup, present, acts);
  }

  /** A smallest course that still fails: nothing can be left out of it. */
  Course shrunk(Predicate<Course> fails) {
    Course smallest = this;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Course next : smallest.smaller()) {
        if (fails.test(next)) {
          smallest = next;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private List<Course> smaller() {
    List<Course> all = new ArrayList<>();
    for (int from = acts.size() / 2; from > 0 && from < acts.size(); from += acts.size()) {
      all.add(new Course(setup, present, acts.subList(0, from)));
    }
    for (int i = acts.size() - 1; i >= 0; i--) {
      List<Act> fewer = new ArrayList<>(acts);
      Act gone = fewer.remove(i);
      all.add(new Course(setup, present, fewer));
      if (gone.kind() != Act.Kind.NOTHING && !gone.after().isZero()) {
        fewer.add(
            i, new Act(gone.after(), Act.Kind.NOTHING, gone.conversation(), gone.agent(), ""));
        all.add(new Course(setup, present, fewer));
      }
    }
    for (String choice : setup.choices().keySet()) {
      all.add(new Course(setup.without(choice), present, acts));
    }
    for (String agent : present) {
      all.add(
          new Course(setup, present.stream().filter(other -> !other.equals(agent)).toList(), acts));
    }
    return all;
  }

  /** Everything that is needed to play it by hand. */
  String words() {
    return setup.choices().entrySet().stream()
            .map(choice -> "  " + choice.getKey() + ": " + choice.getValue())
            .collect(Collectors.joining("\n"))
        + "\n  present: "
        + present
        + "\n"
        + acts.stream().map(act -> "  " + act).collect(Collectors.joining("\n"));
  }
}
