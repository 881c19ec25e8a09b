package io.handoff.routing.topology;

import io.handoff.kit.streams.Egress;
import io.handoff.kit.streams.record.RuleMeters;
import io.handoff.kit.streams.record.RuleRecords;
import io.handoff.routing.decision.effect.Effect.News;
import io.handoff.routing.decision.effect.Effect.Ruled;
import io.handoff.rules.engine.RuleReport;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;

/** Publishes and counts what rules on handoff did. */
final class RuleOutputs {

  private final RuleMeters meters;

  RuleOutputs(MeterRegistry registry) {
    this.meters = new RuleMeters(registry);
  }

  void send(Egress egress, Outputs outputs, Ruled ruled) {
    RuleRecords records =
        new RuleRecords(
            outputs.service(),
            outputs.accountId(),
            ruled.handoff().conversationId(),
            null,
            outputs.cause(),
            outputs.occurredAt(),
            outputs.settingsVersion(),
            ruled.handoff().test());
    int index = 0;
    for (RuleReport.Entry entry : ruled.entries()) {
      meters.count(entry, ruled.handoff().test());
      egress.send(Topics.DECISIONS, records.decision(entry, index++));
    }
    for (News news : ruled.news()) {
      egress.send(Topics.NOTIFICATIONS, records.notification(news.rule(), news.what(), index++));
    }
  }
}
