/**
 * Proves and measures how time is kept: a real broker, a real registry and autoclose-service's jar
 * as processes, customers and agents played by this command, and a count of what was closed when.
 *
 * <p>Deadlines are minutes long, but event time is ours to write: a message that is published now
 * and dated a while ago falls due as soon as the case needs it.
 */
@NullMarked
package io.handoff.deploy.time;

import org.jspecify.annotations.NullMarked;
