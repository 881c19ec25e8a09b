package io.handoff.ticket.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Questions about tickets, answered by whoever holds them. */
public final class TicketQueries {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final LocalTickets local;
  private final Instances instances;
  private final Peers peers;

  /** Questions to these stores and, through the peers, to the other instances'. */
  public TicketQueries(LocalTickets local, Instances instances, Peers peers) {
    this.local = local;
    this.instances = instances;
    this.peers = peers;
  }

  /**
   * A ticket and who answered.
   *
   * @param instance host and port of the instance that holds it
   */
  public record Found(TicketView ticket, String instance) {}

  /**
   * A ticket. With its conversation the instance that holds it is known and alone is asked; without
   * it, all are.
   *
   * @param conversation null: not known
   * @param localOnly whether only this instance is to be asked
   * @throws QueryException 404 where no instance has it; 503 where one that might did not answer
   */
  public Found ticket(
      String account, String ticketId, @Nullable String conversation, boolean localOnly) {
    if (localOnly) {
      return local
          .get(account, ticketId)
          .map(ticket -> new Found(ticket, instances.self()))
          .orElseThrow(() -> QueryException.unknownTicket(account, ticketId));
    }
    if (conversation != null) {
      Instances.Holder holder = instances.holder(account, conversation);
      if (holder == null) {
        throw QueryException.unavailable("the conversation is moving between instances");
      }
      return holder.self()
          ? ticket(account, ticketId, null, true)
          : ask(List.of(holder.address()), account, ticketId);
    }
    Optional<TicketView> here = local.get(account, ticketId);
    return here.isPresent()
        ? new Found(here.get(), instances.self())
        : ask(others(), account, ticketId);
  }

  /**
   * A page of tickets, of all instances.
   *
   * @param cursor where it begins; null: with the first
   * @param limit at most so many tickets
   * @param localOnly whether only this instance is to be asked
   */
  public TicketPage tickets(
      TicketFilter filter, @Nullable String cursor, int limit, boolean localOnly) {
    String after = cursor == null ? null : Cursor.decode(cursor);
    if (localOnly) {
      return local.page(filter, after, limit);
    }
    String question = "/tickets" + parameters(filter, cursor, limit);
    Set<Integer> partitions = new TreeSet<>();
    Map<Instances.Instance, CompletableFuture<Peers.Answer>> asked = new LinkedHashMap<>();
    for (Instances.Instance instance : instances.all()) {
      partitions.addAll(instance.partitions());
      if (!instance.self()) {
        asked.put(instance, peers.ask(instance.address(), question));
      }
    }
    List<TicketPage> pages = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    try {
      pages.add(local.page(filter, after, limit));
    } catch (QueryException e) {
      missing.add(instances.self());
    }
    asked.forEach(
        (instance, future) -> {
          Peers.Answer answer = await(future);
          if (answer != null && answer.status() == OK) {
            pages.add(read(answer, TicketPage.class).orOf(instance.partitions()));
          } else {
            missing.add(instance.address());
          }
        });
    if (pages.isEmpty()) {
      throw QueryException.unavailable("no instance answers: " + String.join(", ", missing));
    }
    return TicketPage.merge(pages, partitions, missing, limit);
  }

  /** The instances. */
  public List<Instances.Instance> instances() {
    return instances.all();
  }

  /**
   * Who holds a conversation and its tickets.
   *
   * @throws QueryException 503 while its partition moves
   */
  public Instances.Holder holder(String account, String conversation) {
    Instances.Holder holder = instances.holder(account, conversation);
    if (holder == null) {
      throw QueryException.unavailable("the conversation is moving between instances");
    }
    return holder;
  }

  private List<String> others() {
    return instances.all().stream()
        .filter(instance -> !instance.self())
        .map(Instances.Instance::address)
        .toList();
  }

  private Found ask(List<String> addresses, String account, String ticketId) {
    String question = "/tickets/" + encoded(ticketId) + "?account=" + encoded(account);
    Map<String, CompletableFuture<Peers.Answer>> asked = new LinkedHashMap<>();
    addresses.forEach(address -> asked.put(address, peers.ask(address, question)));
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<Peers.Answer>> one : asked.entrySet()) {
      Peers.Answer answer = await(one.getValue());
      if (answer != null && answer.status() == OK) {
        return new Found(read(answer, TicketView.class), one.getKey());
      }
      if (answer == null || answer.status() != NOT_FOUND) {
        missing.add(one.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw QueryException.unavailable(
          "these instances may have it and do not answer: " + String.join(", ", missing));
    }
    throw QueryException.unknownTicket(account, ticketId);
  }

  private static Peers.@Nullable Answer await(CompletableFuture<Peers.Answer> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      return null;
    }
  }

  private static <T> T read(Peers.Answer answer, Class<T> type) {
    try {
      return JsonMapper.shared().readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw QueryException.unavailable("another instance gave an answer that cannot be read");
    }
  }

  private static String parameters(TicketFilter filter, @Nullable String cursor, int limit) {
    StringBuilder text = new StringBuilder("?account=" + encoded(filter.account()));
    append(text, "status", filter.status());
    append(text, "team", filter.team());
    append(text, "assignee", filter.assignee());
    append(text, "cursor", cursor);
    append(text, "limit", Integer.toString(limit));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append('&').append(name).append('=').append(encoded(value));
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
