package io.handoff.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wall times of one day between which it is open, half-open: the closing time is not in it.
 *
 * @param open seconds from midnight, 0 to 86,399
 * @param close seconds from the same midnight, after open, to 172,800: more than 86,400 is past
 *     midnight, on the day after
 */
public record Hours(int open, int close) {

  /** Seconds of a day on a clock. */
  static final int DAY = 86_400;

  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*(\\+1)?");
  private static final Pattern RANGE = Pattern.compile("\\s*([^-–]+?)\\s*[-–]\\s*([^-–]+?)\\s*");

  /** From midnight to midnight. */
  public static final Hours ALL_DAY = new Hours(0, DAY);

  public Hours {
    if (open < 0 || open >= DAY || close <= open || close > 2 * DAY) {
      throw new IllegalArgumentException(
          "opens at " + time(open) + " and closes at " + time(close));
    }
  }

  /**
   * Reads two times such as {@code 09:00} and {@code 17:30}, {@code 24:00} or {@code 04:00+1}.
   *
   * @throws IllegalArgumentException if they are no times, or the second is not after the first
   */
  public static Hours of(String open, String close) {
    return new Hours(seconds(open), seconds(close));
  }

  /**
   * Reads a range such as {@code 09:00-17:30} or {@code 18:00-04:00+1}.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Hours parse(String range) {
    Matcher parts = RANGE.matcher(range);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a range of times: " + range);
    }
    return of(parts.group(1), parts.group(2));
  }

  /** Whether it ends on the day after. */
  public boolean pastMidnight() {
    return close > DAY;
  }

  /** Whether the two have a moment in common on the clock of one day. */
  public boolean overlaps(Hours other) {
    return open < other.close && other.open < close;
  }

  /** {@code 09:00-17:30}; {@link #parse} reads it back. */
  @Override
  public String toString() {
    return time(open) + "-" + time(close);
  }

  private static int seconds(String time) {
    Matcher parts = TIME.matcher(time.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a time: " + time);
    }
    int hour = Integer.parseInt(parts.group(1));
    int minute = Integer.parseInt(parts.group(2));
    int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    int ofDay = hour * 3600 + minute * 60 + second;
    if (minute > 59 || second > 59 || ofDay > DAY) {
      throw new IllegalArgumentException("not a time: " + time);
    }
    return parts.group(4) == null ? ofDay : ofDay + DAY;
  }

  private static String time(int second) {
    boolean next = second > DAY;
    int ofDay = next ? second - DAY : second;
    String seconds = ofDay % 60 == 0 ? "" : ":%02d".formatted(ofDay % 60);
    return "%02d:%02d%s%s".formatted(ofDay / 3600, ofDay / 60 % 60, seconds, next ? "+1" : "");
  }
}
