package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.ticket.AssignedFields;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.HandoffProcess;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketDraft;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignedFieldsTest {

  @Test
  void shouldLetATicketBeginWithWhatRulesSay() {
    Handoff handoff = TicketScenario.handoff("h1", "10:00");
    TicketDraft draft =
        new TicketDraft(
            Ticket.made(
                "t1",
                new Origin("e1", Instant.EPOCH, Instant.EPOCH, "acme", "c1"),
                handoff,
                HandoffProcess.LIVE,
                new Target(TargetKind.HELP_DESK, null, null, null),
                Priority.NORMAL));
    AssignedFields.onto(
        draft,
        Map.of(
            "category", "money",
            "subCategory", "back",
            "slaPolicyId", "gold",
            "conversationTags", "a\nb",
            "customerTags", "vip",
            "customFields.store", "seoul",
            "fromALaterVersion", "x"));
    assertThat(draft.category).isEqualTo("money");
    assertThat(draft.subCategory).isEqualTo("back");
    assertThat(draft.slaPolicyId).isEqualTo("gold");
    assertThat(draft.conversationTags).containsExactly("a", "b");
    assertThat(draft.customerTags).containsExactly("vip");
    assertThat(draft.customFields).containsExactly(Map.entry("store", "seoul"));
  }
}
