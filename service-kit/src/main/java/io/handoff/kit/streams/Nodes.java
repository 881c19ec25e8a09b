package io.handoff.kit.streams;

import io.handoff.schemas.Topic;

/** Names of a topology's nodes. They stand in the checked-in descriptions and in metrics. */
public final class Nodes {
  private Nodes() {}

  /** The sink of dead letters. */
  public static final String DEAD_LETTERS = "egress-dead-letters";

  /** The global store of settings. */
  public static final String SETTINGS_STORE = "settings";

  /** The global store of what outside systems know of customers. */
  public static final String PROFILES_STORE = "customer-profiles";

  /** The global store of tags that stay with customers. */
  public static final String CUSTOMER_TAGS_STORE = "customer-tags";

  /** Where a topic's bytes come in. */
  public static String source(Topic<?> topic) {
    return "source-" + dashed(topic);
  }

  /** Where a topic's records are decoded and checked. */
  public static String ingest(Topic<?> topic) {
    return "ingest-" + dashed(topic);
  }

  /** Where records of a topic go out. */
  public static String egress(Topic<?> topic) {
    return "egress-" + dashed(topic);
  }

  /** Where ticks of a topic go out, each to the partition that its task reads. */
  public static String tick(Topic<?> topic) {
    return "tick-" + dashed(topic);
  }

  private static String dashed(Topic<?> topic) {
    return topic.name().replace('.', '-');
  }
}
