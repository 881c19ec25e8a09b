/**
 * Brings the contracts to a cluster: topics to the broker, schemas to the registry. The only place
 * that registers anything; services never do.
 */
@NullMarked
package io.handoff.deploy.contracts;

import org.jspecify.annotations.NullMarked;
