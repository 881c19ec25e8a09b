package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one of the {@code channels} over what holds for the whole account. */
final class ChannelReader {

  private final AccountConfig account;
  private final ChannelConfig base;
  private final TriggersReader triggers;
  private final HandoffReader handoff;
  private final Moments moments;
  private final Set<String> ids = new HashSet<>();

  /**
   * When channels are turned on that do not say since when.
   *
   * @param appliedAt moment of applying
   * @param previous the version before; null: there is none
   */
  record Moments(Instant appliedAt, @Nullable AccountConfig previous) {

    Instant onSince(String channelId) {
      ChannelConfig before = previous == null ? null : previous.channel(channelId).orElse(null);
      return before == null || before.onSince() == null ? appliedAt : before.onSince();
    }
  }

  /**
   * @param account the account without its channels
   * @param base a channel that overrides nothing
   */
  ChannelReader(
      AccountConfig account,
      ChannelConfig base,
      TriggersReader triggers,
      HandoffReader handoff,
      Moments moments) {
    this.account = account;
    this.base = base;
    this.triggers = triggers;
    this.handoff = handoff;
    this.moments = moments;
  }

  /** The channel; null if it has no usable id or type. */
  @Nullable ChannelConfig read(Node node) {
    Fields fields = Fields.of(node, Section.CHANNEL);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    if (idNode != null && id != null && !ids.add(id)) {
      idNode.error(
          ProblemCode.DUPLICATE_ID,
          "there is another channel with the id '" + Words.shown(id) + "'",
          "give each its own id");
    }
    Node typeNode = fields.required("type");
    ChannelType type = typeNode == null ? null : typeNode.oneOf(ChannelType.class);
    String language = fields.language("language", base.language());
    ChannelConfig channel =
        new ChannelConfig(
            id == null ? "" : id,
            type == null ? base.type() : type,
            onSince(fields, id),
            fields.truthValue("aiAgent", base.aiAgent()),
            language,
            triggers.read(
                fields.get("triggers"), Section.CHANNEL_TRIGGERS, language, base.triggers()),
            handoff.read(fields.get("handoff"), base.handoff()),
            MessagesReader.read(fields.get("messages"), base.messages()),
            AutoCloseReader.read(fields.get("autoClose"), base.autoClose()));
    if (id == null || type == null) {
      return null;
    }
    ChannelLint.warn(account, channel, node);
    return channel;
  }

  private @Nullable Instant onSince(Fields fields, @Nullable String id) {
    Node sinceNode = fields.get("onSince");
    ZoneId zone = account.timeZone();
    Instant since = sinceNode == null ? null : Values.moment(sinceNode, zone);
    boolean on = fields.truthValue("on", sinceNode != null);
    if (!on) {
      if (sinceNode != null) {
        sinceNode.warning(
            ProblemCode.NO_EFFECT,
            "onSince has no effect, because the channel is off",
            "remove 'on: false' to turn it on");
      }
      return null;
    }
    return since != null || id == null ? since : moments.onSince(id);
  }
}
