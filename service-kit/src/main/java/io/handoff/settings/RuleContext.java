package io.handoff.settings;

import io.handoff.rules.Facts;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Value;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules know of the account, the channel and the time, whatever service asks. */
public final class RuleContext {
  private RuleContext() {}

  /**
   * Facts about where and when.
   *
   * @param teamId whose business hours count; null: the account's
   * @param at event time
   */
  public static Facts.Builder at(
      AccountConfig account, String channelId, @Nullable String teamId, Instant at) {
    ZonedDateTime local = at.atZone(account.timeZone());
    ChannelConfig channel = account.channels().get(channelId);
    return Facts.builder()
        .set(RuleFields.ACCOUNT_ID, account.accountId())
        .set(RuleFields.CHANNEL_ID, channelId)
        .set(RuleFields.CHANNEL_TYPE, channel == null ? null : Node.constantName(channel.type()))
        .set(
            RuleFields.TIME_OF_DAY, Value.time(local.toLocalTime().truncatedTo(ChronoUnit.MINUTES)))
        .set(
            RuleFields.WEEKDAY,
            local.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT))
        .set(RuleFields.BUSINESS_HOURS, Value.truth(isOpen(account, teamId, at)));
  }

  /** Whether somebody works then: always where no business hours are set. */
  private static boolean isOpen(AccountConfig account, @Nullable String teamId, Instant at) {
    TeamConfig team = teamId == null ? null : account.teams().get(teamId);
    TeamRouting routing = team == null ? account.routing().team() : team.routing();
    String hours = routing.calendarId();
    CalendarConfig calendar = hours == null ? null : account.time().calendars().get(hours);
    return calendar == null || calendar.calendar().isOpen(at);
  }
}
