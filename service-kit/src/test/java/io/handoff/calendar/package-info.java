@org.jspecify.annotations.NullMarked
package io.handoff.calendar;
