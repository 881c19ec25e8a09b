/**
 * Runs cases of business time and of SLA timelines, written as JSON, on the code that the services
 * use, and says where the answers differ.
 */
@NullMarked
package io.handoff.deploy.evaluate.time;

import org.jspecify.annotations.NullMarked;
