package io.rhumb.gateway.plugin;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Loads classes and resources of a jar from memory, until it is closed. One of URLs for what packages have from a manifest. Thread-safe. */
final class JarClassLoader extends URLClassLoader {

  private static final String PROTOCOL = "rhumb-plugin";

  static {
    registerAsParallelCapable();
  }

  private final String root;
  private final URL url;
  private final Optional<Manifest> manifest;
  private final ProtectionDomain domain;
  private volatile Map<String, byte[]> entries;

  /**
   * A loader that asks its parent first.
   *
   * @param file the name of the jar
   */
  JarClassLoader(String file, JarContent content, ClassLoader parent) {
    super("plugin " + file, new URL[0], parent);
    this.root = "/" + file + "!/";
    this.manifest = content.manifest();
    this.entries = content.entries();
    this.url = url("");
    this.domain = new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null, this, null);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = entries.get(name.replace('.', '/') + ".class");
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    int end = name.lastIndexOf('.');
    if (end > 0) {
      definePackage(name.substring(0, end));
    }
    return defineClass(name, code, 0, code.length, domain);
  }

  @Override
  public @Nullable URL findResource(String name) {
    return entries.containsKey(name) ? url(name) : null;
  }

  @Override
  public Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  @Override
  public void close() throws IOException {
    entries = Map.of();
    super.close();
  }

  private void definePackage(String name) {
    if (getDefinedPackage(name) != null) {
      return;
    }
    try {
      if (manifest.isPresent()) {
        definePackage(name, manifest.get(), url);
      } else {
        definePackage(name, null, null, null, null, null, null, null);
      }
    } catch (IllegalArgumentException defined) {
      // By another thread, meanwhile.
    }
  }

  private URL url(String name) {
    try {
      String text = new URI(PROTOCOL, null, root + name, null).toASCIIString();
      return new URL(null, text, new Handler());
    } catch (URISyntaxException | MalformedURLException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private final class Handler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL resource) throws IOException {
      String path = URI.create(resource.toString()).getPath();
      byte[] content = path.startsWith(root) ? entries.get(path.substring(root.length())) : null;
      if (content == null) {
        throw new FileNotFoundException(resource.toString());
      }
      return new Connection(resource, content);
    }
  }

  private static final class Connection extends URLConnection {

    private final byte[] content;

    Connection(URL resource, byte[] content) {
      super(resource);
      this.content = content;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public long getContentLengthLong() {
      return content.length;
    }
  }
}
