/**
 * An account's own triggers. When settings change, each is expanded to all its forms: dictionaries,
 * inflection tables, a stemmer where neither knows the word. {@link
 * io.handoff.language.trigger.TriggerMatcher} finds them in a message.
 */
@NullMarked
package io.handoff.language.trigger;

import org.jspecify.annotations.NullMarked;
