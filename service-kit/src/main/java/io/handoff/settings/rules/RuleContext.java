package io.handoff.settings.rules;

import io.handoff.kit.Kebab;
import io.handoff.language.person.OwnWords;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Value;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules know of the account, the channel, the time and the text, whatever service asks. */
public final class RuleContext {
  private RuleContext() {}

  /**
   * Facts about where and when.
   *
   * @param teamId whose business hours count; null: the account's
   * @param at event time
   * @param text what the customer wrote last; null: nothing. On e-mail and form channels the
   *     customer's own words alone count
   */
  public static Facts.Builder at(
      AccountConfig account,
      String channelId,
      @Nullable String teamId,
      Instant at,
      @Nullable String text) {
    ZonedDateTime local = at.atZone(account.timeZone());
    ChannelConfig channel = account.channels().get(channelId);
    return Facts.builder()
        .set(RuleFields.ACCOUNT_ID, account.accountId())
        .set(RuleFields.CHANNEL_ID, channelId)
        .set(RuleFields.CHANNEL_TYPE, channel == null ? null : Kebab.of(channel.type()))
        .set(RuleFields.TEXT, ownWords(channel, text))
        .set(
            RuleFields.TIME_OF_DAY, Value.time(local.toLocalTime().truncatedTo(ChronoUnit.MINUTES)))
        .set(
            RuleFields.WEEKDAY,
            local.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT))
        .set(RuleFields.BUSINESS_HOURS, Value.truth(isOpen(account, teamId, at)));
  }

  private static @Nullable String ownWords(@Nullable ChannelConfig channel, @Nullable String text) {
    return text != null && channel != null && channel.type().quotes() ? OwnWords.of(text) : text;
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
