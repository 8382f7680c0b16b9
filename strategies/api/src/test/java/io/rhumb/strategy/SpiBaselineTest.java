package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What plug-ins compile against, as it was released. A line that goes or changes breaks jars that teams have built: it
 * needs a new major version and a word under SPI in the changelog. A line that comes needs that word. Then the lines in
 * the file are changed by hand.
 *
 * <p>Whoever changes the file by mistake along with the code is not told so. The jar of the last release cannot change: once it is kept as
 * {@code released/rhumb-strategy-api.jar}, every {@code mvn verify} compares with it, by japicmp.
 */
class SpiBaselineTest {

  private static final Path BASELINE = Path.of("src/test/resources/spi-baseline.txt");

  @Test
  void everyPublicMember_isThatOfTheBaseline() throws Exception {
    assertThat(members()).containsExactlyElementsOf(Files.readAllLines(BASELINE));
  }

  private static List<String> members() throws IOException, URISyntaxException {
    Path classes = Path.of(RoutingStrategy.class
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .toURI());
    try (Stream<Path> files = Files.list(classes.resolve("io/rhumb/strategy"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> load("io.rhumb.strategy." + name.substring(0, name.length() - 6)))
          .filter(type -> shown(type.getModifiers()))
          .flatMap(SpiBaselineTest::lines)
          .sorted()
          .toList();
    }
  }

  private static Stream<String> lines(Class<?> type) {
    Stream<String> head = Stream.of(type.toGenericString() + " is " + supertypes(type));
    Stream<String> constants = Arrays.stream(type.getDeclaredFields())
        .filter(SpiBaselineTest::shown)
        .map(Field::toGenericString);
    Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
        .filter(SpiBaselineTest::shown)
        .map(Constructor::toGenericString);
    Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
        .filter(SpiBaselineTest::shown)
        .map(Method::toGenericString);
    return Stream.of(head, constants, constructors, methods).flatMap(lines -> lines);
  }

  private static String supertypes(Class<?> type) {
    String above =
        type.getGenericSuperclass() == null ? "" : type.getGenericSuperclass().getTypeName();
    return above + Arrays.toString(type.getGenericInterfaces());
  }

  private static <M extends AccessibleObject & Member> boolean shown(M member) {
    return shown(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean shown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RoutingStrategy.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }
}
