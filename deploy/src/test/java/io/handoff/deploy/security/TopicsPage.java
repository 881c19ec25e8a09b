package io.handoff.deploy.security;

import static io.handoff.deploy.reference.Page.code;

import io.handoff.deploy.reference.Page;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topic.KeyKind;
import io.handoff.schemas.Topic.Retention;
import io.handoff.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificData;

/** All topics, from the catalogue, the schemas and the roles that may read and write them. */
public final class TopicsPage {
  private TopicsPage() {}

  private static final Pattern KEY =
      Pattern.compile("\\s*(?:Compacted[^.;]*; k|K)ey: ([^.;]+)[.;]\\s*");

  private static final List<String> HEAD =
      List.of("topic", "key", "record", "kept", "written by", "read by", "what it holds");

  /** The page. */
  public static Page page() {
    Page page = new Page("Topics");
    page.paragraph(
        """
        `deploy/handoff topics create` makes all topics, with the same number of partitions (`--partitions`) and replicas
        (`--replicas`). Topics of one section are read side by side by the number of their partition, so their numbers have
        to be equal: a service that finds others does not start. Records go to the partition of their key (`murmur2`); one in
        another partition is refused.
        """);
    page.paragraph(
        """
        Who writes and reads is what `deploy/handoff security apply` allows to each role. The role `reader`, which may read
        all topics, is left out. Into topics that they read, routing-service and autoclose-service write ticks alone. The
        types of the records are in [schemas/src/main/avro](../../schemas/src/main/avro); how to choose partitions and
        replicas: [for operations](../operations.md#topics).
        """);
    for (KeyKind kind : KeyKind.values()) {
      page.heading(title(kind));
      page.table(
          HEAD,
          Topics.ALL.stream()
              .filter(topic -> topic.keyKind() == kind)
              .map(TopicsPage::row)
              .toList());
    }
    return page;
  }

  private static String title(KeyKind kind) {
    return switch (kind) {
      case CONVERSATION -> "By conversation";
      case ACCOUNT -> "By account";
      case ENTITY -> "By ticket, customer or version";
      case FOREIGN -> "Dead letters";
    };
  }

  private static List<String> row(Topic<?> topic) {
    String doc =
        SpecificData.get().getSchema(topic.valueType()).getDoc().replaceAll("\\s+", " ").strip();
    Matcher key = KEY.matcher(doc);
    if (!key.find()) {
      throw new IllegalStateException("no key in the words of " + topic.valueType());
    }
    return List.of(
        code(topic.name()),
        key.group(1),
        code(topic.valueType().getSimpleName()),
        kept(topic.retention()),
        roles(topic, Role::writes),
        roles(topic, Role::reads),
        doc.substring(0, key.start()));
  }

  private static String kept(Retention retention) {
    return switch (retention) {
      case EVENTS -> "7 days";
      case TRACE -> "1 day";
      case REFUSED -> "30 days";
      case COMPACTED -> "the newest of each key";
    };
  }

  private static String roles(Topic<?> topic, Function<Role, List<Topic<?>>> what) {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.READER && what.apply(role).contains(topic))
        .map(Role::text)
        .collect(Collectors.joining(", "));
  }
}
