package io.handoff.kit.streams;

import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.kit.streams.store.StateTooLargeException;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node of a service that decides. Decides first, applies then.
 *
 * <p>{@link #decide} reads stores and changes nothing; what it throws for a record makes that
 * record a dead letter, and the stream goes on. {@link #apply} writes stores and forwards records;
 * what it throws stops the task, whose transaction is rolled back. Both run on one thread per task.
 *
 * @param <D> the service's decision
 */
public abstract class DecidingProcessor<D>
    implements Processor<String, DecodedRecord<?>, Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(DecidingProcessor.class);

  /**
   * Records that are smaller, in bytes, are decided on without a look at the size of state. An
   * entry keeps a bounded number of them, which together take less than what lies between {@link
   * JsonSerde#LIMIT} and the changelog's.
   */
  private static final int SMALL = 2_000;

  private final ServiceContext service;
  private final StreamsMeters meters;
  private @Nullable ProcessorContext<Object, Object> context;
  private @Nullable Egress egress;
  private final List<Runnable> ends = new ArrayList<>();

  protected DecidingProcessor(ServiceContext service) {
    this.service = service;
    this.meters = new StreamsMeters(service.meters());
  }

  /** Looks at a record. Must not write stores, forward or change state. Ticks do not come here. */
  protected abstract D decide(DecodedRecord<?> inbound);

  /** Carries a decision out: stores and records, all in one transaction. */
  protected abstract void apply(DecodedRecord<?> inbound, D decision);

  /** What to count the decision under: a short stable word, such as "handoff" or "no-action". */
  protected abstract String outcome(D decision);

  /** Codes of what is refused by the decision; empty: nothing is. */
  protected List<String> refusals(D decision) {
    return List.of();
  }

  /**
   * Entries of state that the decision would write. One that is larger than {@link JsonSerde#LIMIT}
   * makes the record a dead letter, {@code too-large}.
   */
  protected List<?> entries(D decision) {
    return List.of();
  }

  /**
   * Called after a record was refused because deciding on it failed, in the same transaction. For
   * what others wait for.
   */
  protected void refused(DecodedRecord<?> inbound) {}

  /** Called for every tick, its own and others'. Services that keep no time need not look. */
  protected void tick(DecodedRecord<?> inbound) {}

  /**
   * Called before the first record; stores can be fetched from the context. Called again when the
   * task is revived after a roll-back, with what was rolled back still in the fields.
   */
  protected abstract void start(ProcessorContext<Object, Object> context);

  /** To be done when the task is closed, revived tasks included. For {@link #start}. */
  protected final void whenClosed(Runnable end) {
    ends.add(end);
  }

  /**
   * Has something done again and again until the task is closed. Kafka Streams alone keeps the
   * punctuators of a task that it revives. Where it fails it is counted, logged, and done again
   * when its time comes; what it has written stays. For {@link #start}.
   */
  protected final void every(Duration interval, PunctuationType type, Punctuator what) {
    Guard guard =
        new Guard(
            "what " + service.service() + " does by the clock",
            service.meters().counter("handoff.timer.failures", "kind", "scan"));
    Cancellable punctuator =
        context().schedule(interval, type, now -> guard.run(() -> what.punctuate(now)));
    whenClosed(punctuator::cancel);
  }

  @Override
  public final void close() {
    ends.forEach(Runnable::run);
    ends.clear();
  }

  @Override
  public final void init(ProcessorContext<Object, Object> context) {
    close();
    this.context = context;
    this.egress = new Egress(context);
    start(context);
  }

  @Override
  public final void process(Record<String, DecodedRecord<?>> record) {
    DecodedRecord<?> inbound = record.value();
    if (isTick(inbound)) {
      meters.skipped(inbound.topic().name());
      tick(inbound);
      return;
    }
    D decision;
    try {
      decision = decide(inbound);
      if (inbound.rawValue() != null && inbound.rawValue().length >= SMALL) {
        entries(decision).forEach(DecidingProcessor::checkSize);
      }
    } catch (RegistryUnavailableException | SchemaRegistryException | StreamsException e) {
      throw e; // not the record's fault: stop and try again
    } catch (StateTooLargeException e) {
      refuse(inbound, "too-large", e);
      return;
    } catch (RuntimeException e) {
      refuse(inbound, "processing-failed", e);
      return;
    }
    meters.decided(inbound.topic().name(), outcome(decision));
    refusals(decision).forEach(code -> meters.refusal(inbound.topic().name(), code));
    apply(inbound, decision);
  }

  /** The sinks. */
  protected final Egress egress() {
    if (egress == null) {
      throw new IllegalStateException("init comes first");
    }
    return egress;
  }

  /** The service that this runs in. */
  protected final ServiceContext service() {
    return service;
  }

  /** The machine's clock as Kafka Streams sees it; tests set it. */
  protected final Instant systemTime() {
    return Instant.ofEpochMilli(context().currentSystemTimeMs());
  }

  private ProcessorContext<Object, Object> context() {
    if (context == null) {
      throw new IllegalStateException("init comes first");
    }
    return context;
  }

  private static <V extends org.apache.avro.specific.SpecificRecord> boolean isTick(
      DecodedRecord<V> inbound) {
    return Envelope.of(inbound.topic().valueType()).tick().apply(inbound.value()) != null;
  }

  /**
   * Sizes cost as much as the writing itself, so that they are looked at for large records only.
   */
  private static void checkSize(Object entry) {
    long size = JsonSerde.size(entry);
    if (size > JsonSerde.LIMIT) {
      throw new StateTooLargeException(entry, size);
    }
  }

  private void refuse(DecodedRecord<?> inbound, String code, RuntimeException cause) {
    LOG.warn(
        "{} refused {}-{}@{}: deciding failed",
        service.service(),
        inbound.topic().name(),
        inbound.partition(),
        inbound.offset(),
        cause);
    meters.refused(inbound.topic().name(), code);
    context()
        .forward(
            new Record<>(
                inbound.rawKey(),
                DeadLetters.of(
                    service.service(),
                    inbound.topic().name(),
                    inbound.partition(),
                    inbound.offset(),
                    inbound.appendedAt(),
                    inbound.rawKey(),
                    inbound.rawValue(),
                    inbound.headers(),
                    code,
                    cause.toString(),
                    systemTime()),
                context().currentStreamTimeMs()),
            Nodes.DEAD_LETTERS);
    refused(inbound);
  }
}
