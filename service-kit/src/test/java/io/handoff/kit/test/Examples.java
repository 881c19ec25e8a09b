package io.handoff.kit.test;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records with as few empty fields as they allow, as many as it takes to show every name of every
 * enum.
 */
final class Examples {

  private static final Instant AT = Instant.parse("2026-03-02T10:00:00.123Z");

  private final int variant;
  private int names;

  private Examples(int variant) {
    this.variant = variant;
  }

  static List<Object> of(Class<?> type) {
    Examples first = new Examples(0);
    Object example = first.example(type, "value");
    return IntStream.range(0, Math.max(1, first.names))
        .mapToObj(i -> i == 0 ? example : new Examples(i).example(type, "value"))
        .toList();
  }

  private Object example(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name);
    }
    Class<?> kind = (Class<?>) type;
    if (kind == String.class) {
      return name;
    } else if (kind == boolean.class || kind == Boolean.class) {
      return true;
    } else if (kind == int.class || kind == Integer.class) {
      return 1;
    } else if (kind == long.class || kind == Long.class) {
      return 1L;
    } else if (kind == Instant.class) {
      return AT;
    } else if (kind == Duration.class) {
      return Duration.ofSeconds(90);
    } else if (kind.isEnum()) {
      Object[] constants = kind.getEnumConstants();
      names = Math.max(names, constants.length);
      return constants[variant % constants.length];
    } else if (kind.isRecord()) {
      return record(kind);
    }
    throw new IllegalArgumentException("no example of " + type + " is known, for " + name);
  }

  private Object container(Class<?> kind, Type[] of, String name) {
    if (Map.class.isAssignableFrom(kind)) {
      return Map.of(example(of[0], name), example(of[1], name));
    } else if (Set.class.isAssignableFrom(kind)) {
      return Set.of(example(of[0], name));
    } else if (Collection.class.isAssignableFrom(kind)) {
      return List.of(example(of[0], name));
    }
    throw new IllegalArgumentException("no example of " + kind + " is known, for " + name);
  }

  /** What cannot be full, is made without one or two of its parts. */
  private Object record(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] parts =
        Arrays.stream(components)
            .map(component -> example(component.getGenericType(), component.getName()))
            .toArray();
    for (int first = -1; first < parts.length; first++) {
      for (int second = -1; second <= first; second++) {
        Object made = made(kind, components, parts, first, second);
        if (made != null) {
          return made;
        }
      }
    }
    throw new IllegalStateException("no example of " + kind + " can be made");
  }

  private static @Nullable Object made(
      Class<?> kind, RecordComponent[] components, Object[] full, int first, int second) {
    Object[] parts = full.clone();
    for (int without : new int[] {first, second}) {
      if (without >= 0 && components[without].getType().isPrimitive()) {
        return null;
      } else if (without >= 0) {
        parts[without] = null;
      }
    }
    try {
      Constructor<?> constructor =
          kind.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(kind + " cannot be made", e);
    }
  }
}
