package io.handoff.deploy.local;

/**
 * Where broker and registry are.
 *
 * @param bootstrapServers host and port, for {@code bootstrap.servers}
 * @param schemaRegistryUrl for {@code schema.registry.url}
 */
public record Endpoints(String bootstrapServers, String schemaRegistryUrl) {}
