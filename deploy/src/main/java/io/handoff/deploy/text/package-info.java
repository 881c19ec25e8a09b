/** Text for people: what differs between two texts. */
@NullMarked
package io.handoff.deploy.text;

import org.jspecify.annotations.NullMarked;
