/**
 * Who may do what on the broker: roles, the access entries that they take, and the command that
 * brings these to a broker.
 */
@NullMarked
package io.handoff.deploy.security;

import org.jspecify.annotations.NullMarked;
