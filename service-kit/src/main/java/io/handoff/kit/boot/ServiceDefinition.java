package io.handoff.kit.boot;

import io.handoff.avro.DeadLetter;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.schemas.Topic;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.Topology;

/**
 * What makes a service this one and not another.
 *
 * @param service its name, such as "trigger-service"
 * @param deadLetters topic of what it refuses
 * @param topology adds its nodes to an empty topology
 */
public record ServiceDefinition(
    String service, Topic<DeadLetter> deadLetters, BiConsumer<ServiceContext, Topology> topology) {}
