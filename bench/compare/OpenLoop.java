import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An open loop client that stays, so that what it compares is asked by the same compiled code over connections that are there. Requests are due at instants of a Poisson
 * process, whatever became of those before, and latency counts from then: nothing is left out while a server is slow. The same seed has the same instants. Each request takes
 * the connection that has been idle for longest, so that all of them, and all event loops behind them, have their turn.
 *
 * <p>It does as little as a client can: one thread, one array of bytes for all requests of a target, no pool. {@code rhumb load} is for people, and does more.
 *
 * <p>Run as a source file: {@code java -cp rhumb.jar OpenLoop.java CONNECTIONS BODY_FILE CA_FILE TOKEN NAME=URL...}. It connects to 127.0.0.1; the URL's host is for the
 * name in {@code Host} and the certificate, and https sends the token. Each line of standard input, {@code NAME SECONDS RATE SEED}, is answered by a line: requests, what
 * was no 200, p50, p99, most of the latency, p50 and p99 of how late they were sent (all in µs), and System.nanoTime() at the first and the last.
 */
public final class OpenLoop {

  /** After the last was due, for the answers. */
  private static final long PATIENCE_SECONDS = 30;

  private final EventLoop loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()).next();
  private final int connections;

  private OpenLoop(int connections) {
    this.connections = connections;
  }

  public static void main(String[] args) throws Exception {
    OpenLoop client = new OpenLoop(Integer.parseInt(args[0]));
    byte[] body = Files.readAllBytes(Path.of(args[1]));
    SslContext tls = SslContextBuilder.forClient().trustManager(new File(args[2])).build();
    Map<String, Target> targets = new LinkedHashMap<>();
    for (String pair : Arrays.asList(args).subList(4, args.length)) {
      int equals = pair.indexOf('=');
      URI url = URI.create(pair.substring(equals + 1));
      targets.put(pair.substring(0, equals), client.new Target(url, body, tls, args[3]));
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      Target target = targets.get(words[0]);
      // What is collected now is not collected while it measures.
      System.gc();
      System.out.println(client.new Slice(
              target,
              Double.parseDouble(words[1]),
              Double.parseDouble(words[2]),
              new Random(Long.parseLong(words[3])))
          .run());
    }
    System.exit(0);
  }

  /** Where to ask, and the connections there. On the event loop. */
  private final class Target {

    private final ByteBuf request;
    private final Bootstrap bootstrap;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private int open;
    private Slice slice;

    Target(URI url, byte[] body, SslContext tls, String token) {
      boolean secure = url.getScheme().equals("https");
      String head = "POST " + url.getPath() + " HTTP/1.1\r\nhost: " + url.getHost()
          + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length
          + (secure ? "\r\nauthorization: Bearer " + token : "") + "\r\n\r\n";
      request = Unpooled.directBuffer();
      request.writeBytes(head.getBytes(StandardCharsets.US_ASCII)).writeBytes(body);
      bootstrap = new Bootstrap()
          .group(loop)
          .channel(EpollSocketChannel.class)
          .option(ChannelOption.TCP_NODELAY, true)
          .remoteAddress("127.0.0.1", url.getPort())
          .handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
              if (secure) {
                SslHandler handler =
                    tls.newHandler(channel.alloc(), url.getHost(), url.getPort());
                channel.pipeline().addLast(handler);
              }
              channel.pipeline().addLast(new HttpResponseDecoder(), new Connection(Target.this));
            }
          });
    }

    void send(long due) {
      Connection connection = idle.pollFirst();
      if (connection != null) {
        connection.send(due);
        return;
      }
      waiting.addLast(due);
      connect();
    }

    void connect() {
      if (open == connections) {
        return;
      }
      open++;
      bootstrap.connect().addListener(connecting -> {
        if (!connecting.isSuccess()) {
          open--;
          // Whoever waits for it would wait for ever.
          Long due = waiting.pollFirst();
          if (due != null) {
            slice.ended(due, due, false);
          }
        }
      });
    }

    void free(Connection connection) {
      Long due = waiting.pollFirst();
      if (due == null) {
        idle.addLast(connection);
      } else {
        connection.send(due);
      }
    }
  }

  /** One connection, one request at a time. */
  private static final class Connection extends SimpleChannelInboundHandler<HttpObject> {

    private final Target target;
    private ChannelHandlerContext context;
    private boolean asking;
    private boolean good;
    private long due;
    private long sent;

    Connection(Target target) {
      this.target = target;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
      context = active;
      SslHandler tls = active.pipeline().get(SslHandler.class);
      if (tls == null) {
        target.free(this);
      } else {
        tls.handshakeFuture().addListener(done -> {
          if (done.isSuccess()) {
            target.free(this);
          } else {
            active.close();
          }
        });
      }
    }

    void send(long instant) {
      asking = true;
      due = instant;
      sent = System.nanoTime();
      context.writeAndFlush(target.request.retainedDuplicate());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, HttpObject part) {
      if (part instanceof HttpResponse head) {
        good = head.status().code() == 200;
      }
      if (part instanceof LastHttpContent) {
        asking = false;
        target.slice.ended(due, sent, good);
        target.free(this);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
      target.open--;
      target.idle.remove(this);
      if (asking) {
        target.slice.ended(due, sent, false);
      } else if (!target.waiting.isEmpty()) {
        target.connect();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
      System.err.println(cause);
      broken.close();
    }
  }

  /** Some seconds of requests to one target. */
  private final class Slice {

    private final Target target;
    private final Random random;
    private final double meanNanos;
    private final long nanos;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long[] latency = new long[1 << 16];
    private long[] late = new long[1 << 16];
    private long begin;
    private long end;
    private double next;
    private int sent;
    private int ended;
    private int bad;

    Slice(Target target, double seconds, double rate, Random random) {
      this.target = target;
      this.random = random;
      this.meanNanos = 1e9 / rate;
      this.nanos = (long) (seconds * 1e9);
    }

    String run() throws Exception {
      loop.submit(() -> {
            target.slice = this;
            while (target.open < connections) {
              target.connect();
            }
          })
          .sync();
      // For the handshakes. The first arrivals of the first slice would wait for them.
      TimeUnit.MILLISECONDS.sleep(200);
      loop.execute(() -> {
        begin = System.nanoTime();
        advance();
        send();
      });
      try {
        over.get(nanos / 1_000_000_000 + PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException late) {
        loop.submit(() -> over.complete(null)).sync();
      }
      return loop.submit(this::line).get();
    }

    private void advance() {
      next -= Math.log(1 - random.nextDouble()) * meanNanos;
    }

    private void send() {
      while (next < nanos && System.nanoTime() - begin >= next) {
        sent++;
        target.send(begin + (long) next);
        advance();
      }
      if (next < nanos) {
        loop.schedule(
            this::send, (long) next - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
      } else {
        end = System.nanoTime();
        finishIfAllEnded();
      }
    }

    void ended(long due, long sentAt, boolean good) {
      if (over.isDone()) {
        return;
      }
      if (ended == latency.length) {
        latency = Arrays.copyOf(latency, ended * 2);
        late = Arrays.copyOf(late, ended * 2);
      }
      latency[ended] = System.nanoTime() - due;
      late[ended++] = sentAt - due;
      bad += good ? 0 : 1;
      finishIfAllEnded();
    }

    private void finishIfAllEnded() {
      if (end != 0 && ended == sent) {
        over.complete(null);
      }
    }

    private String line() {
      Arrays.sort(latency, 0, ended);
      Arrays.sort(late, 0, ended);
      return String.format(
          Locale.ROOT,
          "%d %d %.1f %.1f %.1f %.1f %.1f %d %d",
          sent,
          bad + sent - ended,
          quantile(latency, 0.5),
          quantile(latency, 0.99),
          quantile(latency, 1),
          quantile(late, 0.5),
          quantile(late, 0.99),
          begin,
          end);
    }

    private double quantile(long[] sorted, double q) {
      return ended == 0 ? 0 : sorted[Math.min(ended - 1, (int) (q * ended))] / 1e3;
    }
  }
}
