package io.handoff.autoclose.decision.sla;

import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.settings.model.SlaConfig.PausingStatus;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaFact.Phase;
import io.handoff.sla.SlaMetric;
import io.handoff.sla.SlaPlan;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a ticket.
 *
 * @param plan what is promised; null: nothing
 * @param marks what falls due, by the reading of its clock
 * @param pausedWhile statuses in which clocks stand still
 * @param afterOutage what outages make of it
 */
public record SlaTerms(
    @Nullable SlaPlan plan,
    List<SlaThreshold> marks,
    Set<PausingStatus> pausedWhile,
    AfterOutage afterOutage) {

  /** Nothing is promised. */
  public static final SlaTerms NONE = new SlaTerms(null, List.of(), Set.of(), AfterOutage.FIRE);

  public SlaTerms {
    marks = List.copyOf(marks);
  }

  /** What the clocks do in a status. */
  public Phase phase(Status status) {
    return switch (status) {
      case ACTIVE -> Phase.RUNNING;
      case WAITING_ON_CUSTOMER -> phase(PausingStatus.WAITING_ON_CUSTOMER);
      case SNOOZED -> phase(PausingStatus.SNOOZED);
      case ENDED -> Phase.ENDED;
    };
  }

  private Phase phase(PausingStatus status) {
    return pausedWhile.contains(status) ? Phase.PAUSED : Phase.RUNNING;
  }

  List<SlaThreshold> marks(SlaMetric metric) {
    return marks.stream().filter(mark -> mark.metric() == metric).toList();
  }
}
