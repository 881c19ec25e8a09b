/**
 * How commands learn where broker and registry are and how to log in there: options, a profile
 * file, the environment.
 */
@NullMarked
package io.handoff.deploy.connect;

import org.jspecify.annotations.NullMarked;
