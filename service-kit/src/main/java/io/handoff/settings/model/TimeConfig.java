package io.handoff.settings.model;

import java.util.Map;

/**
 * Business hours and what is counted in them.
 *
 * @param calendars business hours by id
 */
public record TimeConfig(Map<String, CalendarConfig> calendars) {
  public TimeConfig {
    calendars = Map.copyOf(calendars);
  }
}
