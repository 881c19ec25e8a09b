package io.handoff.routing.decision;

import io.handoff.routing.decision.Candidate.Verdict;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was considered for a conversation, and who of them gets it. One pass over the members, no
 * sorting.
 *
 * @param chosen the agent; null: nobody can take it
 * @param contenders how many could have taken it
 * @param present how many of those who could ever take it are there: available for live work,
 *     anybody for asynchronous work
 * @param candidates the first {@value #SHOWN} of them, the chosen one first, then by verdict, then
 *     in the order of the settings file
 * @param candidateCount how many were considered
 */
public record Selection(
    @Nullable Contender chosen,
    int contenders,
    int present,
    List<Candidate> candidates,
    int candidateCount) {

  /** How many candidates a decision shows. */
  public static final int SHOWN = 20;

  /**
   * Considers all members of a pool.
   *
   * @param preferred gets it whoever else could, if the agent can take it; null: nobody is
   *     preferred
   */
  static Selection of(
      AccountRouting state,
      Roster roster,
      AssignmentStrategy strategy,
      Pool pool,
      @Nullable String preferred) {
    List<AgentConfig> members = roster.members(pool);
    Map<Verdict, List<Contender>> shown = new EnumMap<>(Verdict.class);
    Contender best = null;
    int contenders = 0;
    int present = 0;
    for (AgentConfig member : members) {
      Contender contender = new Contender(member, state.desk(member.agentId()));
      Verdict verdict = verdict(pool, contender);
      if (isThere(pool, contender) && member.capacity() > 0 && verdict != Verdict.DECLINED) {
        present++;
      }
      if (verdict == Verdict.LESS_SUITED) {
        contenders++;
        best = better(strategy, best, contender, preferred);
      }
      List<Contender> alike = shown.computeIfAbsent(verdict, v -> new ArrayList<>());
      if (alike.size() <= SHOWN) {
        alike.add(contender);
      }
    }
    return new Selection(best, contenders, present, show(best, shown), members.size());
  }

  /** Whether this agent can take work of a pool now. The agent is one that the pool is for. */
  static boolean canTake(Pool pool, Contender contender) {
    return verdict(pool, contender) == Verdict.LESS_SUITED;
  }

  /** The candidates of a decision that a person took: the chosen agent alone. */
  static Selection byPerson(Contender chosen) {
    return new Selection(chosen, 1, 1, List.of(candidate(chosen, Verdict.CHOSEN)), 1);
  }

  private static boolean isThere(Pool pool, Contender contender) {
    return pool.process() == Process.ASYNCHRONOUS
        || contender.desk().agent().presence() == Presence.AVAILABLE;
  }

  private static Verdict verdict(Pool pool, Contender contender) {
    if (!isThere(pool, contender)) {
      return switch (contender.desk().agent().presence()) {
        case OFFLINE, AVAILABLE -> Verdict.OFFLINE;
        case AWAY -> Verdict.AWAY;
        case BUSY -> Verdict.BUSY;
      };
    }
    if (pool.without().contains(contender.config().agentId())) {
      return Verdict.DECLINED;
    }
    return contender.load() < contender.capacity() ? Verdict.LESS_SUITED : Verdict.FULL;
  }

  private static Contender better(
      AssignmentStrategy strategy,
      @Nullable Contender best,
      Contender other,
      @Nullable String preferred) {
    if (best == null || other.config().agentId().equals(preferred)) {
      return other;
    }
    if (best.config().agentId().equals(preferred)) {
      return best;
    }
    return strategy.compare(other, best) < 0 ? other : best;
  }

  private static List<Candidate> show(
      @Nullable Contender best, Map<Verdict, List<Contender>> byVerdict) {
    List<Candidate> candidates = new ArrayList<>(SHOWN);
    if (best != null) {
      candidates.add(candidate(best, Verdict.CHOSEN));
    }
    byVerdict.forEach(
        (verdict, contenders) -> {
          for (Contender contender : contenders) {
            boolean chosen =
                best != null && best.config().agentId().equals(contender.config().agentId());
            if (candidates.size() < SHOWN && !chosen) {
              candidates.add(candidate(contender, verdict));
            }
          }
        });
    return List.copyOf(candidates);
  }

  private static Candidate candidate(Contender contender, Verdict verdict) {
    return new Candidate(
        contender.config().agentId(), verdict, contender.load() + " of " + contender.capacity());
  }
}
