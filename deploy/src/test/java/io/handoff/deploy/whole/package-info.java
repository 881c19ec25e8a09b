/** Random courses through the whole system, judged by what users may expect. */
@NullMarked
package io.handoff.deploy.whole;

import org.jspecify.annotations.NullMarked;
