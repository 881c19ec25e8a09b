package io.handoff.settings.authoring;

import io.handoff.kit.Kebab;
import java.util.Set;

/** Kinds of problems in a settings file. The text of a code is public and never changes. */
public enum ProblemCode {
  /** Not UTF-8, or a character that no YAML file may hold. */
  ENCODING,
  /** Not YAML. Reading stops here, so this is the only problem of its file that is certain. */
  SYNTAX,
  /** Nothing in the file. */
  EMPTY,
  /** The text, a list or a value is longer than {@link SettingsLimits} allows. */
  TOO_LONG,
  /** More levels of nesting than any settings have. */
  TOO_DEEP,
  /** A second YAML document in the file. */
  SEVERAL_DOCUMENTS,
  /** An anchor's alias (*name), which settings do without. */
  ALIAS,
  /** A tag (!name), which settings do without. */
  TAG,
  /** A field that stands twice in one place. */
  DUPLICATE_FIELD,
  /** A field whose name is not a text. */
  FIELD_NAME,
  /** A field that is not known here. */
  UNKNOWN_FIELD,
  /** A required field that is not there. */
  MISSING,
  /** A list where a text belongs, a text where a number belongs, and so on. */
  WRONG_TYPE,
  /** None of the values that the field can have. */
  UNKNOWN_VALUE,
  /** Not an id. */
  BAD_ID,
  /** A text that is blank or holds control characters. */
  BAD_TEXT,
  /** Not a language. */
  BAD_LANGUAGE,
  /** Not a time zone. */
  BAD_TIME_ZONE,
  /** Not a duration. */
  BAD_DURATION,
  /** Not a moment. */
  BAD_MOMENT,
  /** Not a date. */
  BAD_DATE,
  /** Not hours of a day. */
  BAD_HOURS,
  /** Hours that overlap: an error within a day, a warning from one day to the next. */
  HOURS_OVERLAP,
  /** A calendar without any hours. */
  NEVER_OPEN,
  /** A country or region whose public holidays are not known. */
  UNKNOWN_COUNTRY,
  /** Smaller or larger than allowed. */
  OUT_OF_RANGE,
  /** A duration that is not a multiple of its step. */
  BAD_STEP,
  /** Braces in a message that are no placeholder. */
  BAD_PLACEHOLDER,
  /** A placeholder that nothing is known to fill. */
  UNKNOWN_PLACEHOLDER,
  /** Not an address on the web. */
  BAD_ADDRESS,
  /** A part of a message that is neither a text nor an image nor a button, or two of them. */
  BAD_PART,
  /** An id that names two things. */
  DUPLICATE_ID,
  /** A team that the account does not have. */
  UNKNOWN_TEAM,
  /** An agent that the account does not have. */
  UNKNOWN_AGENT,
  /** A calendar that the account does not have. */
  UNKNOWN_CALENDAR,
  /** A channel that the account does not have. */
  UNKNOWN_CHANNEL,
  /** A trigger that the account does not have. */
  UNKNOWN_TRIGGER,
  /** The target's agent is not in the target's team. */
  NOT_IN_TEAM,
  /** A team nobody is in: an error where it is a target, else a warning. */
  TEAM_EMPTY,
  /** Handoffs have a target where nobody can take anything: an error on a channel that is on. */
  NOBODY_CAN_TAKE,
  /** Nobody of a target has the skills asked for: an error on a channel that is on. */
  NOBODY_HAS_SKILLS,
  /** Warning: the same phrase twice. */
  DUPLICATE_PHRASE,
  /**
   * An occasion on which customers would be told something, and no text for it: an error on a
   * channel that is on.
   */
  MESSAGE_MISSING,
  /** Warning: a message without a text for the language of its channel or for other languages. */
  MESSAGE_LANGUAGE_MISSING,
  /** Warning: nothing on this channel calls for a person. */
  NO_TRIGGERS,
  /** Neither an AI agent nor people answer on a channel: an error where it is on. */
  NOBODY_ANSWERS,
  /** Warning: a rating is asked for on a close for an agent's silence. */
  RATING_WHEN_LATE,
  /** Warning: a close for an agent's silence ends conversations whose question is unanswered. */
  CLOSES_UNANSWERED,
  /** Warning: the account has no channels. */
  NO_CHANNELS,
  /** Warning: a setting that has no effect next to another one. */
  NO_EFFECT,
  /** Warning: customers are told nothing at all of a handoff on a channel that is on. */
  NO_MESSAGES,
  /** Warning: a promise that is shorter than one that comes before it. */
  TARGETS_SWAPPED,
  /** Warning: what is done more than once at the same moment. */
  DONE_TWICE,
  /** An operator that does not fit its field. */
  BAD_OPERATOR,
  /** A value that does not fit its field or operator. */
  BAD_VALUE,
  /** An action that cannot be done there. */
  BAD_ACTION,
  /** An expression that is no CEL, or of the wrong type. */
  BAD_SCRIPT,
  /** A place of a template that is not filled in. */
  NOT_FILLED_IN,
  /** A rule set that the account does not have. */
  UNKNOWN_RULE_SET,
  /** Warning: a rule or branch that can never be reached, or never hold. */
  UNREACHABLE,
  /** A file that cannot be included: from elsewhere, twice, or by one that is included itself. */
  BAD_INCLUDE,
  /** An included file that is not there. */
  FILE_MISSING,
  /** More problems than are listed. */
  TOO_MANY_PROBLEMS;

  /** A channel that is on needs somebody to answer, and words for what customers are to be told. */
  public static final Set<ProblemCode> REQUIRED_WHERE_ON =
      Set.of(NOBODY_ANSWERS, NOBODY_CAN_TAKE, NOBODY_HAS_SKILLS, MESSAGE_MISSING);

  /** Lower case with hyphens. */
  public String text() {
    return Kebab.of(this);
  }
}
