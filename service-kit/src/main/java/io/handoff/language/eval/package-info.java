/**
 * Measures the language part on labelled texts: any folder with files of the columns that {@code
 * TriggerEvaluation} names. Files that are missing are left out of the report.
 */
@NullMarked
package io.handoff.language.eval;

import org.jspecify.annotations.NullMarked;
