/**
 * Reports over conversations, read from the broker's topics.
 *
 * <p>{@link io.handoff.deploy.report.ReportSource} reads the topics once each. What concerns one
 * conversation is brought together on disk ({@link io.handoff.deploy.report.Spool}), a part at a
 * time in memory ({@link io.handoff.deploy.report.ConversationDraft}), and becomes one {@link
 * io.handoff.deploy.report.Row}; rows are sorted by their beginning in runs on disk ({@link
 * io.handoff.deploy.report.Runs}). So memory does not grow with the number of rows.
 */
@NullMarked
package io.handoff.deploy.report;

import org.jspecify.annotations.NullMarked;
