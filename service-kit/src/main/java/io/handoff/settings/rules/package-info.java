/** What rules take from settings: facts about the account, and its SLA section as rule sets. */
@NullMarked
package io.handoff.settings.rules;

import org.jspecify.annotations.NullMarked;
