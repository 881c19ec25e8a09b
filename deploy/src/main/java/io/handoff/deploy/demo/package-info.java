/**
 * {@code handoff demo}: starts everything on this machine, plays conversations and tells the story.
 */
@NullMarked
package io.handoff.deploy.demo;

import org.jspecify.annotations.NullMarked;
