package io.handoff.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.handoff.avro.Tick;
import io.handoff.deploy.Sizes;
import io.handoff.deploy.preview.PreviewSystem;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.data.TemporalUnitOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Features that meet: random settings and random courses, judged by an oracle that knows only what
 * users may expect. A failure names its seed; {@code -Dwhole.seed=N -Dwhole.courses=1} plays that
 * course alone.
 */
class WholeSystemTest {

  /** A service looks at its clock once a second, and a new one at another part of the second. */
  private static final TemporalUnitOffset LOOK = within(1, ChronoUnit.SECONDS);

  private static final Pattern FIRED_AT = Pattern.compile("\"firedAt\": \"[^\"]*\"");

  /** A record without the moment at which a service looked, and when it was published. */
  private record Told(String what, Instant at) {}

  /** A Monday morning. */
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /** Courses that share a system; each has an account of its own. */
  private static final int SHARED = 50;

  @Test
  void shouldDoWhatUsersExpect() {
    long first = Long.getLong("whole.seed", 1);
    int count = Integer.getInteger("whole.courses", Sizes.of(60, 20_000));
    Map<String, String> found = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    boolean all = Boolean.getBoolean("whole.all");
    long began = System.nanoTime();
    for (int done = 0; done < count && (all || found.isEmpty()); ) {
      try (PreviewSystem system = new PreviewSystem(START)) {
        for (int i = 0; i < SHARED && done < count; i++, done++) {
          long seed = first + done;
          Course course = Course.random(seed);
          String complaint = World.play(system, "whole-" + i, course);
          if (complaint == null) {
            World.end(system, "whole-" + i);
          } else {
            String kind = kind(complaint);
            counts.merge(kind, 1, Integer::sum);
            if (!found.containsKey(kind)) {
              found.put(kind, report(seed, course, complaint));
            }
            done++;
            break;
          }
        }
      }
    }
    System.out.printf(
        "%d courses in %d s, %s%n",
        count, Duration.ofNanos(System.nanoTime() - began).toSeconds(), counts);
    assertThat(String.join("\n\n", found.values())).isEmpty();
  }

  /** State is all that a service needs to go on: whatever else it holds can be lost. */
  @Test
  void shouldGoOnAfterARestartAsIfThereHadBeenNone() {
    long first = Long.getLong("whole.seed", 1);
    int count = Integer.getInteger("whole.restarts", Sizes.of(10, 1_000));
    for (long seed = first; seed < first + count; seed++) {
      Course course = Course.random(seed);
      int restart = new Random(seed).nextInt(course.acts().size());
      String what =
          "seed %d, restarted before act %d of%n%s".formatted(seed, restart, course.words());
      List<Told> cut = told(course, restart);
      List<Told> whole = told(course, -1);
      assertThat(cut).extracting(Told::what).as(what).isEqualTo(words(whole));
      for (int n = 0; n < cut.size(); n++) {
        assertThat(cut.get(n).at())
            .as("%s%n%s", what, cut.get(n).what())
            .isCloseTo(whole.get(n).at(), LOOK);
      }
    }
  }

  private static List<String> words(List<Told> told) {
    return told.stream().map(Told::what).toList();
  }

  /** Everything that was published but for ticks. */
  private static List<Told> told(Course course, int restart) {
    List<Told> told = new ArrayList<>();
    try (PreviewSystem system = new PreviewSystem(START)) {
      system.observe(
          new PreviewSystem.Observer() {
            @Override
            public void published(Topic<?> topic, SpecificRecord value, Instant at) {
              if (!isTick(value)) {
                String words = FIRED_AT.matcher(value.toString()).replaceAll("");
                told.add(new Told(topic.name() + " " + words, at));
              }
            }

            @Override
            public void settled(Instant at) {
              // nothing to do
            }
          });
      World.play(system, "whole", course, restart);
    }
    return told;
  }

  private static boolean isTick(SpecificRecord value) {
    Schema.Field payload = value.getSchema().getField("payload");
    return payload != null && value.get(payload.pos()) instanceof Tick;
  }

  /** A complaint without its figures and names. */
  private static String kind(String complaint) {
    return complaint
        .replaceAll("PT[0-9A-Z.]+|[0-9]+", "N")
        .replaceAll("\\b(ann|ben|cleo|ANN|BEN|CLEO)\\b", "X");
  }

  private static String report(long seed, Course course, String complaint) {
    String kind = kind(complaint);
    Course smallest = course.shrunk(other -> kind.equals(kindOf(other)));
    return "seed %d: %s%n%s".formatted(seed, alone(smallest), smallest.words());
  }

  private static @Nullable String kindOf(Course course) {
    String complaint = alone(course);
    return complaint == null ? null : kind(Objects.requireNonNull(complaint));
  }

  private static @Nullable String alone(Course course) {
    try (PreviewSystem system = new PreviewSystem(START)) {
      return World.play(system, "whole", course);
    }
  }
}
