/**
 * The command {@code deploy/handoff}: {@link io.handoff.deploy.Handoff} is its main class and each
 * sub-command a class beside it. What a sub-command does lies in the packages below; here are only
 * options, words for people and exit codes.
 */
@NullMarked
package io.handoff.deploy;

import org.jspecify.annotations.NullMarked;
