/**
 * The flow of routing-service: {@link io.handoff.routing.topology.RoutingTopology} from top to
 * bottom, the one node that decides, and the translation between Avro and the records of the
 * decision package. Avro goes no further than this package.
 */
@NullMarked
package io.handoff.routing.topology;

import org.jspecify.annotations.NullMarked;
