/**
 * How the time of conversations flows: {@link io.handoff.autoclose.topology.AutocloseTopology}, to
 * be read from top to bottom, and the translation between Avro and the records of the decisions.
 */
@NullMarked
package io.handoff.autoclose.topology;

import org.jspecify.annotations.NullMarked;
