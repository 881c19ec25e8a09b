package io.handoff.routing.decision.effect;

import io.handoff.routing.decision.account.Change;
import java.util.List;

/**
 * What came of an event. The changes are to be undergone and the effects to be published, or
 * neither.
 *
 * @param word what it is counted under: short and stable
 * @param settingsVersion settings version that it was decided with; 0: the account is unknown
 */
public record Outcome(
    String word, long settingsVersion, List<Change> changes, List<Effect> effects) {
  public Outcome {
    changes = List.copyOf(changes);
    effects = List.copyOf(effects);
  }

  /** Nothing happens. */
  public static Outcome nothing(String word, long settingsVersion) {
    return new Outcome(word, settingsVersion, List.of(), List.of());
  }

  /** Nothing happens but an entry in the decision log. */
  public static Outcome logged(long settingsVersion, Effect.Logged effect) {
    return new Outcome(effect.code(), settingsVersion, List.of(), List.of(effect));
  }
}
