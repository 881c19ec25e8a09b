package io.handoff.rules;

import io.handoff.kit.Kebab;

/**
 * What a condition asks of a field. A positive operator asks that there is something; where the
 * field holds nothing it does not hold. A negative one is exactly its complement: it holds where
 * the field holds nothing.
 */
public enum Operator {
  IS(Operands.ONE),
  IS_NOT(Operands.ONE),
  IS_ANY_OF(Operands.SEVERAL),
  IS_NONE_OF(Operands.SEVERAL),
  CONTAINS(Operands.ONE),
  DOES_NOT_CONTAIN(Operands.ONE),
  STARTS_WITH(Operands.ONE),
  DOES_NOT_START_WITH(Operands.ONE),
  ENDS_WITH(Operands.ONE),
  DOES_NOT_END_WITH(Operands.ONE),
  /** Words or phrases in any of their forms, as triggers are matched. */
  MENTIONS_ANY_OF(Operands.SEVERAL),
  MENTIONS_NONE_OF(Operands.SEVERAL),
  LESS_THAN(Operands.ONE),
  AT_MOST(Operands.ONE),
  AT_LEAST(Operands.ONE),
  MORE_THAN(Operands.ONE),
  /** Both ends included; for times of day the second is not, and the range may cross midnight. */
  BETWEEN(Operands.TWO),
  NOT_BETWEEN(Operands.TWO),
  HAS(Operands.ONE),
  HAS_NOT(Operands.ONE),
  HAS_ANY_OF(Operands.SEVERAL),
  HAS_NONE_OF(Operands.SEVERAL),
  HAS_ALL_OF(Operands.SEVERAL),
  /** There is something: for texts one that is not blank, for tags at least one. */
  IS_PRESENT(Operands.NONE),
  IS_ABSENT(Operands.NONE);

  /** How many values an operator compares with. */
  public enum Operands {
    NONE,
    ONE,
    TWO,
    SEVERAL
  }

  private final Operands operands;

  Operator(Operands operands) {
    this.operands = operands;
  }

  /** How many values it compares with. */
  public Operands operands() {
    return operands;
  }

  /** As settings write it: {@code at-least}. */
  public String key() {
    return Kebab.of(this);
  }

  /** Whether it is the complement of {@link #positive()}. */
  public boolean isNegative() {
    return positive() != this;
  }

  /** The operator that it is the complement of; itself where it is none. */
  public Operator positive() {
    return switch (this) {
      case IS_NOT -> IS;
      case IS_NONE_OF -> IS_ANY_OF;
      case DOES_NOT_CONTAIN -> CONTAINS;
      case DOES_NOT_START_WITH -> STARTS_WITH;
      case DOES_NOT_END_WITH -> ENDS_WITH;
      case MENTIONS_NONE_OF -> MENTIONS_ANY_OF;
      case NOT_BETWEEN -> BETWEEN;
      case HAS_NOT -> HAS;
      case HAS_NONE_OF -> HAS_ANY_OF;
      case IS_ABSENT -> IS_PRESENT;
      case IS,
          IS_ANY_OF,
          CONTAINS,
          STARTS_WITH,
          ENDS_WITH,
          MENTIONS_ANY_OF,
          LESS_THAN,
          AT_MOST,
          AT_LEAST,
          MORE_THAN,
          BETWEEN,
          HAS,
          HAS_ANY_OF,
          HAS_ALL_OF,
          IS_PRESENT ->
          this;
    };
  }
}
