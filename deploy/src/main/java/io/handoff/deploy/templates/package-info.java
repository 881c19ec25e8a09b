/** {@code handoff templates}: ready-made workflows, put into a settings file. */
@NullMarked
package io.handoff.deploy.templates;

import org.jspecify.annotations.NullMarked;
