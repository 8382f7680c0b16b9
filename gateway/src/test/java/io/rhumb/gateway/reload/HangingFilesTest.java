package io.rhumb.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file system that does not answer: named pipes, whose readers wait for a writer. */
@DisabledOnOs(OS.WINDOWS)
final class HangingFilesTest {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setInternalBlockingPoolSize(2).setWorkerPoolSize(2));

  private final List<Path> pipes = new ArrayList<>();

  @TempDir
  private Path folder;

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void folderThatHangs_takesOneThread() throws Exception {
    for (int i = 0; i < 4; i++) {
      pipe(i + ".yaml");
    }
    Future<ConfigContent> fetched = new FolderSource(new FileTexts(vertx, 60_000), folder).fetch();
    try (OutputStream first = writer(pipes.get(0))) {
      // Often, so that the other reads would have begun by the last of them.
      for (int i = 0; i < 100; i++) {
        assertThat(await(vertx.fileSystem().exists(folder.toString()))).isTrue();
        assertThat(await(vertx.executeBlocking(() -> "free", false))).isEqualTo("free");
      }
      assertThat(fetched.isComplete()).isFalse();
      first.write('#');
    } finally {
      release(1);
    }
    assertThat(await(fetched).documents()).hasSize(4);
  }

  @Test
  void fileThatHangs_isRefused_andNotReadAgainMeanwhile() throws Exception {
    Path pipe = pipe("1.yaml");
    FolderSource source = new FolderSource(new FileTexts(vertx, 100), folder);
    String expected = pipe + ": not read within 100 ms (expected: a file system that answers)";

    assertThat(refusal(source.fetch())).isEqualTo(expected);
    Future<ConfigContent> meanwhile = source.fetch();
    assertThat(meanwhile.isComplete()).isTrue();
    assertThat(refusal(meanwhile)).isEqualTo(expected);
    release(0);
  }

  @Test
  void fileThatAnswersAgain_isReadAgain() throws Exception {
    Path file = folder.resolve("1.yaml");
    BoundedReads reads = new BoundedReads(100);
    Promise<String> hanging = Promise.promise();
    assertThat(refusal(reads.read(file, hanging::future)))
        .startsWith(file + ": not read within 100 ms ");
    hanging.complete("at last");

    assertThat(await(reads.read(file, () -> Future.succeededFuture("again")))).isEqualTo("again");
  }

  @Test
  void folderOfMoreThanAFileMayHave_isRefused() throws Exception {
    Files.write(folder.resolve("1.yaml"), new byte[2 << 20]);
    Path second = Files.write(folder.resolve("2.yaml"), new byte[2 << 20]);

    assertThat(refusal(ConfigSource.of(vertx, folder.toString()).fetch()))
        .isEqualTo(second
            + ": more than 3145728 bytes with the files before it (expected: a configuration)");
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertThat(mkfifo.waitFor()).isZero();
    pipes.add(pipe);
    return pipe;
  }

  /** There once somebody reads. */
  private static OutputStream writer(Path pipe) throws Exception {
    return CompletableFuture.supplyAsync(() -> {
          try {
            return new FileOutputStream(pipe.toFile());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        })
        .get(10, TimeUnit.SECONDS);
  }

  private void release(int first) throws Exception {
    for (Path pipe : pipes.subList(first, pipes.size())) {
      writer(pipe).close();
    }
  }

  private static String refusal(Future<?> fetched) throws Exception {
    Throwable failure =
        await(fetched.map(content -> new Throwable("read")).recover(Future::succeededFuture));
    assertThat(failure).isInstanceOf(InvalidConfigException.class);
    return ((InvalidConfigException) failure).located().get(0);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
