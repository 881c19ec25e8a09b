package io.handoff.deploy.launch;

import io.handoff.settings.authoring.WholeText;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Turns a channel on or off in a settings file, and leaves everything else as it is, comments
 * included. A channel that is turned on has no moment of its own: it is on from when the file is
 * applied.
 */
final class ChannelSwitch {
  private ChannelSwitch() {}

  /** The file with the channel on or off. Empty: it has no such channel, or is no YAML. */
  static Optional<String> set(String text, String channelId, boolean on) {
    Optional<Node> file;
    try {
      file =
          new Compose(WholeText.loadSettings(text).setUseMarks(true).build()).composeString(text);
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
    return file.flatMap(root -> value(root, "channels"))
        .flatMap(channels -> channel(channels, channelId))
        .map(channel -> set(text, channel, on));
  }

  private static Optional<MappingNode> channel(Node channels, String channelId) {
    return channels instanceof SequenceNode sequence
        ? sequence.getValue().stream()
            .filter(MappingNode.class::isInstance)
            .map(MappingNode.class::cast)
            .filter(
                channel ->
                    value(channel, "id")
                        .filter(id -> id instanceof ScalarNode s && s.getValue().equals(channelId))
                        .isPresent())
            .findFirst()
        : Optional.empty();
  }

  private static String set(String text, MappingNode channel, boolean on) {
    Optional<Node> state = value(channel, "on");
    Optional<NodeTuple> since = entry(channel, "onSince");
    String result = text;
    // From the back, so that places in front stay where they are.
    if (since.isPresent() && state.isPresent() && isAfter(since.get(), state.get())) {
      result = without(result, channel, since.get());
      return replaced(result, state.get(), on);
    }
    if (state.isPresent()) {
      result = replaced(result, state.get(), on);
      return since.isPresent() ? without(result, channel, since.get()) : result;
    }
    if (since.isPresent()) {
      int start = index(text, since.get().getKeyNode().getStartMark());
      int end = index(text, since.get().getValueNode().getEndMark());
      return text.substring(0, start) + "on: " + on + text.substring(end);
    }
    return on ? with(text, channel) : text;
  }

  private static String replaced(String text, Node value, boolean on) {
    return text.substring(0, index(text, value.getStartMark()))
        + on
        + text.substring(index(text, value.getEndMark()));
  }

  /** Without an entry, and without what parted it from the next one, or from the one before. */
  private static String without(String text, MappingNode channel, NodeTuple entry) {
    int start = index(text, entry.getKeyNode().getStartMark());
    int end = index(text, entry.getValueNode().getEndMark());
    boolean flow = channel.getFlowStyle() == FlowStyle.FLOW;
    boolean last = channel.getValue().getLast() == entry;
    if (flow && last) {
      start = text.lastIndexOf(',', start);
    } else if (flow) {
      end = skipBlanks(text, text.indexOf(',', end) + 1);
    } else if (channel.getValue().getFirst() == entry) {
      end = index(text, channel.getValue().get(1).getKeyNode().getStartMark());
    } else {
      start = text.lastIndexOf('\n', start);
    }
    return text.substring(0, start) + text.substring(end);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** With the channel on, right behind its id. */
  private static String with(String text, MappingNode channel) {
    NodeTuple id = entry(channel, "id").orElseThrow();
    int end = index(text, id.getValueNode().getEndMark());
    Mark key = id.getKeyNode().getStartMark().orElseThrow();
    String parting =
        channel.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(key.getColumn());
    return text.substring(0, end) + parting + "on: true" + text.substring(end);
  }

  private static boolean isAfter(NodeTuple entry, Node other) {
    return entry.getKeyNode().getStartMark().orElseThrow().getIndex()
        > other.getStartMark().orElseThrow().getIndex();
  }

  private static Optional<Node> value(Node node, String key) {
    return node instanceof MappingNode mapping
        ? entry(mapping, key).map(NodeTuple::getValueNode)
        : Optional.empty();
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode s && s.getValue().equals(key))
        .findFirst();
  }

  /** Marks count code points. */
  private static int index(String text, Optional<Mark> mark) {
    return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
  }
}
