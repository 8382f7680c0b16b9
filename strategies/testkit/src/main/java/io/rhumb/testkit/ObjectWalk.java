package io.rhumb.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Visits the fields of an object and of what it refers to, as long as that is not the JDK's or in a module that is closed. Final
 * numbers are left out: they do not change.
 */
final class ObjectWalk {

  private final BiConsumer<Object, Field> visitor;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  ObjectWalk(BiConsumer<Object, Field> visitor) {
    this.visitor = visitor;
  }

  void visit(@Nullable Object object) {
    if (object instanceof Map<?, ?> map) {
      map.values().forEach(this::visit);
    } else if (object instanceof Collection<?> collection) {
      collection.forEach(this::visit);
    } else if (object != null && !ofTheJdk(object.getClass()) && seen.add(object)) {
      for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
        visitFields(object, type);
      }
    }
  }

  private void visitFields(Object object, Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      boolean constant = field.getType().isPrimitive() && Modifier.isFinal(field.getModifiers());
      if (!constant && !type.isRecord() && !ofTheJdk(type) && open(field)) {
        visitor.accept(object, field);
      }
      if (!field.getType().isPrimitive() && open(field)) {
        visit(read(object, field));
      }
    }
  }

  private static boolean ofTheJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean open(Field field) {
    try {
      field.setAccessible(true);
      return true;
    } catch (InaccessibleObjectException closed) {
      return false;
    }
  }

  static @Nullable Object read(Object owner, Field field) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object require(Object owner, Field field) {
    return Objects.requireNonNull(read(owner, field));
  }

  static void write(Object owner, Field field, Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
