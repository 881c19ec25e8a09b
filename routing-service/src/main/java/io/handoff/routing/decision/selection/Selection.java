package io.handoff.routing.decision.selection;

import io.handoff.kit.Kebab;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.handoff.Needs;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.QueueStatistics;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.decision.selection.Candidate.Verdict;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.HandoffConfig.Process;
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
 * @param obstacle why nobody can take it; null: somebody can
 */
public record Selection(
    @Nullable AgentCandidate chosen,
    int contenders,
    int present,
    List<Candidate> candidates,
    int candidateCount,
    @Nullable Obstacle obstacle) {

  /** How many candidates a decision shows. */
  public static final int SHOWN = 20;

  /** Nobody was looked for. */
  public static final Selection NONE = new Selection(null, 0, 0, List.of(), 0, null);

  /** What stands in the way of everybody, the nearest to success of all. */
  public enum Obstacle {
    /** Nobody belongs to the target. */
    NO_MEMBERS,
    /** The team is closed. */
    OUTSIDE_HOURS,
    /** Nobody is there. */
    NOBODY_AVAILABLE,
    /** Nobody who is there has the skills. */
    SKILL_MISSING,
    /** Nobody who is there speaks the language. */
    LANGUAGE_MISSING,
    /** Everybody who is there has passed it. */
    ALL_PASSED,
    /** Everybody who is there is full. */
    ALL_FULL;

    /** Lower case with hyphens; stable. */
    public String text() {
      return Kebab.of(this);
    }
  }

  /**
   * What is chosen for.
   *
   * @param offers whether agents have to accept
   */
  public record Question(
      Pool pool,
      Needs needs,
      Roster.Members members,
      AssignmentStrategy strategy,
      QueueStatistics turn,
      boolean offers) {}

  /**
   * Considers all members of a pool.
   *
   * @param passes who passed the conversation
   * @param preferred gets it whoever else could, if the agent can take it; null: nobody is
   *     preferred
   */
  public static Selection of(
      AccountRouting state,
      Question question,
      @Nullable OpenHandoff passes,
      @Nullable String preferred) {
    StrategyContext context = new StrategyContext(question.turn(), question.needs());
    Tally tally = new Tally(question, passes);
    AgentCandidate best = null;
    for (AgentConfig member : question.members().open()) {
      AgentCandidate candidate = new AgentCandidate(member, state.desk(member.agentId()));
      if (tally.take(candidate) == Verdict.LESS_SUITED) {
        best = better(question, context, best, candidate, preferred);
      }
    }
    for (AgentConfig member : question.members().closed()) {
      tally.add(Verdict.OUTSIDE_HOURS, new AgentCandidate(member, state.desk(member.agentId())));
    }
    return tally.selection(best);
  }

  /** Whether this agent, whom the pool is for, can take work of it now. */
  public static boolean canTake(Question question, AgentCandidate candidate) {
    return verdict(question, candidate, null) == Verdict.LESS_SUITED;
  }

  /** The candidates of a decision that a person took: the chosen agent alone. */
  public static Selection byPerson(AgentCandidate chosen) {
    return new Selection(chosen, 1, 1, List.of(candidate(chosen, Verdict.CHOSEN, null)), 1, null);
  }

  /** Live work needs somebody available, asynchronous work somebody who can answer an offer. */
  private static boolean isThere(Question question, AgentCandidate candidate) {
    Presence presence = candidate.desk().agent().presence();
    return question.pool().process() == Process.ASYNCHRONOUS
        ? !question.offers() || presence != Presence.OFFLINE
        : presence == Presence.AVAILABLE;
  }

  private static Verdict verdict(
      Question question, AgentCandidate candidate, @Nullable OpenHandoff passes) {
    Pool pool = question.pool();
    if (!isThere(question, candidate)) {
      return switch (candidate.desk().agent().presence()) {
        case OFFLINE, AVAILABLE -> Verdict.OFFLINE;
        case AWAY -> Verdict.AWAY;
        case BUSY -> Verdict.BUSY;
      };
    }
    if (!pool.without().isEmpty() && pool.without().contains(candidate.config().agentId())) {
      PassKind how = passes == null ? null : passes.passOf(candidate.config().agentId());
      return how == PassKind.LET_PASS ? Verdict.LET_PASS : Verdict.DECLINED;
    }
    Needs needs = question.needs();
    if (!needs.skills().isEmpty() && needs.missingSkill(candidate.config()) != null) {
      return Verdict.SKILL_MISSING;
    }
    if (!needs.understands(candidate.config())) {
      return Verdict.LANGUAGE_MISSING;
    }
    if (!candidate.hasRoom(needs.weight())) {
      return Verdict.FULL;
    }
    return candidate.hasRoomOn(needs.channelId()) ? Verdict.LESS_SUITED : Verdict.CHANNEL_FULL;
  }

  private static AgentCandidate better(
      Question question,
      StrategyContext context,
      @Nullable AgentCandidate best,
      AgentCandidate other,
      @Nullable String preferred) {
    if (best == null || other.config().agentId().equals(preferred)) {
      return other;
    }
    if (best.config().agentId().equals(preferred)) {
      return best;
    }
    if (question.pool().process() == Process.ASYNCHRONOUS) {
      // Work for later goes first to those who are there.
      int byPresence = presence(other).compareTo(presence(best));
      if (byPresence != 0) {
        return byPresence < 0 ? other : best;
      }
    }
    return question.strategy().compare(other, best, context) < 0 ? other : best;
  }

  private static Presence presence(AgentCandidate candidate) {
    return candidate.desk().agent().presence();
  }

  private static Candidate candidate(
      AgentCandidate candidate, Verdict verdict, @Nullable Needs needs) {
    String detail =
        verdict == Verdict.SKILL_MISSING && needs != null
            ? skill(candidate, needs)
            : candidate.load() + " of " + candidate.capacity();
    return new Candidate(candidate.config().agentId(), verdict, detail);
  }

  private static String skill(AgentCandidate candidate, Needs needs) {
    String missing = needs.missingSkill(candidate.config());
    return missing == null
        ? ""
        : "%s %d of %d"
            .formatted(
                missing,
                candidate.config().abilities().skills().getOrDefault(missing, 0),
                needs.skills().get(missing));
  }

  /** Counts verdicts, and keeps the first few of each to be shown. */
  private static final class Tally {
    private final Question question;
    private final @Nullable OpenHandoff passes;
    private final Map<Verdict, List<AgentCandidate>> shown = new EnumMap<>(Verdict.class);
    private final int[] counts = new int[Verdict.values().length];
    private int present;
    private int considered;

    Tally(Question question, @Nullable OpenHandoff passes) {
      this.question = question;
      this.passes = passes;
    }

    Verdict take(AgentCandidate candidate) {
      Verdict verdict = verdict(question, candidate, passes);
      add(verdict, candidate);
      if (candidate.capacity() >= Math.max(1, question.needs().weight())) {
        switch (verdict) {
          case LESS_SUITED, FULL, CHANNEL_FULL, LET_PASS -> present++;
          case DECLINED -> present += gaveBack(candidate) ? 0 : 1;
          default -> {}
        }
      }
      return verdict;
    }

    private boolean gaveBack(AgentCandidate candidate) {
      return passes == null || passes.passOf(candidate.config().agentId()) == PassKind.GAVE_BACK;
    }

    void add(Verdict verdict, AgentCandidate candidate) {
      considered++;
      if (counts[verdict.ordinal()]++ < SHOWN) {
        shown.computeIfAbsent(verdict, v -> new ArrayList<>()).add(candidate);
      }
    }

    private int count(Verdict verdict) {
      return counts[verdict.ordinal()];
    }

    Selection selection(@Nullable AgentCandidate best) {
      return new Selection(
          best,
          count(Verdict.LESS_SUITED),
          present,
          show(best),
          considered,
          best == null ? obstacle() : null);
    }

    private Obstacle obstacle() {
      if (considered == 0) {
        return Obstacle.NO_MEMBERS;
      }
      if (present > 0 && count(Verdict.FULL) + count(Verdict.CHANNEL_FULL) > 0) {
        return Obstacle.ALL_FULL;
      }
      if (count(Verdict.DECLINED) + count(Verdict.LET_PASS) > 0) {
        return Obstacle.ALL_PASSED;
      }
      if (count(Verdict.LANGUAGE_MISSING) > 0) {
        return Obstacle.LANGUAGE_MISSING;
      }
      if (count(Verdict.SKILL_MISSING) > 0) {
        return Obstacle.SKILL_MISSING;
      }
      return count(Verdict.OUTSIDE_HOURS) == considered
          ? Obstacle.OUTSIDE_HOURS
          : Obstacle.NOBODY_AVAILABLE;
    }

    private List<Candidate> show(@Nullable AgentCandidate best) {
      List<Candidate> candidates = new ArrayList<>(SHOWN);
      if (best != null) {
        candidates.add(candidate(best, Verdict.CHOSEN, null));
      }
      shown.forEach(
          (verdict, contenders) -> {
            for (AgentCandidate candidate : contenders) {
              boolean chosen =
                  best != null && best.config().agentId().equals(candidate.config().agentId());
              if (candidates.size() < SHOWN && !chosen) {
                candidates.add(candidate(candidate, verdict, question.needs()));
              }
            }
          });
      return List.copyOf(candidates);
    }
  }
}
