package io.handoff.ticket.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances of the service and what they hold, as the one that is asked sees it. */
public interface Instances {

  /**
   * An instance.
   *
   * @param address host and port of its HTTP API
   * @param partitions partitions of the conversations that it holds, in order
   * @param self whether it is the one that was asked
   */
  record Instance(String address, List<Integer> partitions, boolean self) {}

  /**
   * Who holds a conversation and its tickets.
   *
   * @param address host and port of its HTTP API
   * @param partition the conversation's partition
   * @param self whether it is the one that was asked
   * @param standbys who holds copies
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Holder(String address, int partition, boolean self, List<String> standbys) {}

  /** Host and port of this instance. */
  String self();

  /** All instances, this one first. */
  List<Instance> all();

  /** Who holds a conversation; null while its partition moves. */
  @Nullable Holder holder(String account, String conversation);
}
