package io.handoff.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions and what follows from them, or a script that decides both.
 *
 * @param id unique within its set
 * @param when what must hold; before a script, what must hold for it to run
 * @param script null: none
 * @param then actions where it fires; none where there is a script
 * @param after whether rules behind it are looked at once it fired; null: as its set says
 */
public record Rule(
    String id, Condition when, @Nullable Script script, List<Action> then, @Nullable After after) {

  /** What happens to the rules behind one that fired. */
  public enum After {
    STOP,
    CONTINUE
  }

  public Rule {
    then = List.copyOf(then);
  }
}
