package io.handoff.trigger.decision;

import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Custom triggers, compiled once for each list of them that is in force; channels that share a list
 * share the result.
 *
 * <p>Not safe for use by several threads; each task has its own. Keeps the {@value #CAPACITY} lists
 * used last.
 */
public final class CompiledTriggers {

  /** How many lists are kept compiled. */
  static final int CAPACITY = 10_000;

  private final Map<List<CustomTrigger>, TriggerMatcher> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<CustomTrigger>, TriggerMatcher> eldest) {
          return size() > CAPACITY;
        }
      };

  /** The channel's triggers, compiled. */
  TriggerMatcher of(ChannelConfig channel) {
    return compiled.computeIfAbsent(channel.triggers().custom(), CompiledTriggers::compile);
  }

  /** What finds an account's triggers in a text. */
  public static TriggerMatcher compile(Collection<CustomTrigger> triggers) {
    return TriggerMatcher.compile(
        triggers.stream().map(t -> new TriggerTerm(t.id(), t.phrase(), t.language())).toList());
  }
}
