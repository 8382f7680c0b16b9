package io.rhumb.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one {@link Deployment} to all tests that ask for it: well, and nothing counted. It ends after the last. */
final class Deployed implements ParameterResolver, BeforeEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(Deployed.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Deployment.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return deployment(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    deployment(context).reset();
  }

  private static Deployment deployment(ExtensionContext context) {
    // What is in the store and can be closed is closed with it.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Deployment.class, type -> start(), Deployment.class);
  }

  private static Deployment start() {
    try {
      return Deployment.start(Files.createTempDirectory(Path.of("target"), "deployment"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
