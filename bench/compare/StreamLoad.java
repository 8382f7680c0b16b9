import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Holds many streams of server-sent events on one thread, and tells how long each event was on its way from the stand-in, whose events
 * say when they were sent ({@code rhumb stub --stream-times}; both read the same machine's clock). An event that is not the next of its
 * stream, a stream that ends, and an answer that is no 200 in chunks are errors; a stream that ended is begun again.
 *
 * <p>Run as a source file: {@code java -cp rhumb.jar StreamLoad.java TOKEN CA_FILE BODY_FILE}. Each line of its input is a run:
 * {@code PORT PATH HOST plain|tls STREAMS INTERVAL_MICROS SETTLE_MILLIS SECONDS}. It opens the streams and says {@code flowing} when
 * what it measures begins, then {@code done EVENTS MICROS P50 P99 ERRORS} (the percentiles in microseconds), and after one more line of
 * input {@code closed}. If not all streams come to flow, the line is {@code failed WHY}, and no run follows.
 */
public final class StreamLoad {

  /** Streams that are begun and do not flow yet: a slow machine must not be made to shake hands with all at once. A guess. */
  private static final int BEGINNING = 16;

  /** Without one more stream that flows. */
  private static final int PATIENCE_SECONDS = 30;

  private static final int RETRY_MILLIS = 500;
  private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final String token;
  private final SslContext tls;
  private final String body;
  private final EventLoop loop;

  /** What is read at once; all streams are on one thread. */
  private final byte[] piece = new byte[64 << 10];

  private StreamLoad(String token, File authority, String body) throws Exception {
    this.token = token;
    this.body = body;
    this.tls = SslContextBuilder.forClient()
        .trustManager(authority)
        .protocols("TLSv1.3")
        .endpointIdentificationAlgorithm("HTTPS")
        .build();
    this.loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()).next();
  }

  public static void main(String[] args) throws Exception {
    StreamLoad load =
        new StreamLoad(args[0], new File(args[1]), Files.readString(Path.of(args[2])));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      Run run = load.new Run(words);
      if (!run.open()) {
        System.out.println("failed " + run.failure());
        break;
      }
      run.measure(Integer.parseInt(words[6]), Integer.parseInt(words[7]));
      in.readLine();
      run.close();
      System.out.println("closed");
    }
    System.exit(0);
  }

  private static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** One measurement. Its fields belong to the event loop once it is open. */
  private final class Run {

    private final int port;
    private final String host;
    private final boolean secured;
    private final int intervalMicros;
    private final byte[] request;
    private final List<Stream> streams = new ArrayList<>();
    private final CountDownLatch flowing;
    private final Random random = new Random(1);
    private final Histogram micros = new Histogram(MOST_MICROS, 3);
    private int begun;
    private boolean counts;
    private boolean over;
    private long errors;
    private String lastError = "nothing came";

    Run(String[] words) {
      port = Integer.parseInt(words[0]);
      host = words[2];
      secured = words[3].equals("tls");
      intervalMicros = Integer.parseInt(words[5]);
      request = ("POST " + words[1] + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
              + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
          .getBytes(StandardCharsets.US_ASCII);
      int size = Integer.parseInt(words[4]);
      flowing = new CountDownLatch(size);
      for (int i = 0; i < size; i++) {
        streams.add(new Stream(this));
      }
    }

    /** Whether all streams have come to flow. */
    boolean open() throws InterruptedException {
      for (int i = 0; i < BEGINNING; i++) {
        loop.execute(this::beginNext);
      }
      long left = flowing.getCount();
      while (!flowing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        long before = left;
        left = flowing.getCount();
        if (left == before) {
          return false;
        }
      }
      return true;
    }

    /** At any time of an interval, so that the streams are not in step. */
    private void beginNext() {
      if (begun < streams.size()) {
        Stream next = streams.get(begun++);
        loop.schedule(next::begin, random.nextInt(intervalMicros), TimeUnit.MICROSECONDS);
      }
    }

    void flows() {
      flowing.countDown();
      beginNext();
    }

    String failure() throws Exception {
      return loop.submit(() -> streams.size() - flowing.getCount() + " of " + streams.size() + " streams came to flow; " + lastError)
          .get();
    }

    void measure(int settleMillis, int seconds) throws Exception {
      Thread.sleep(settleMillis);
      loop.submit(() -> counts = true).get();
      long began = System.nanoTime();
      System.out.println("flowing");
      Thread.sleep(seconds * 1_000L);
      String result = loop.submit(() -> {
            counts = false;
            return String.format(
                Locale.ROOT,
                "done %d %d %d %d %d",
                micros.getTotalCount(),
                (System.nanoTime() - began) / 1_000,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                errors);
          })
          .get();
      System.out.println(result);
    }

    void close() throws Exception {
      loop.submit(() -> {
            over = true;
            streams.forEach(Stream::close);
          })
          .get();
    }

    void error(String what) {
      if (!over) {
        errors++;
        lastError = what;
        System.err.println("error: " + what);
      }
    }
  }

  /** One stream: its connection, and how far what comes over it is read. */
  private final class Stream {

    private final Run run;
    private final Answer answer = new Answer(this);
    private Channel channel;
    private boolean flows;

    Stream(Run run) {
      this.run = run;
    }

    void begin() {
      if (run.over) {
        return;
      }
      answer.reset();
      channel = new Bootstrap()
          .group(loop)
          .channel(EpollSocketChannel.class)
          .option(ChannelOption.TCP_NODELAY, true)
          .handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
              if (run.secured) {
                made.pipeline().addLast(tls.newHandler(made.alloc(), run.host, run.port));
              }
              made.pipeline().addLast(new Reader(Stream.this));
            }
          })
          .connect("127.0.0.1", run.port)
          .channel();
      // Also of a connection that was never made.
      channel.closeFuture().addListener(closed -> ended());
    }

    void close() {
      if (channel != null) {
        channel.close();
      }
    }

    /** Gives up what cannot be read. */
    void broken(String what) {
      run.error(what);
      answer.spoil();
      channel.close();
    }

    private void ended() {
      if (!run.over) {
        if (!answer.spoilt()) {
          run.error("a stream ended");
        }
        loop.schedule(this::begin, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    void event(long sentMicros, long readMicros) {
      if (!flows) {
        flows = true;
        run.flows();
      }
      if (run.counts) {
        run.micros.recordValue(Math.min(MOST_MICROS, Math.max(0, readMicros - sentMicros)));
      }
    }
  }

  /** Sends the request, and reads what comes. */
  private final class Reader extends ChannelInboundHandlerAdapter {

    private final Stream stream;

    Reader(Stream stream) {
      this.stream = stream;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      // With TLS it waits in the handler before this one until hands are shaken.
      context.writeAndFlush(Unpooled.wrappedBuffer(stream.run.request));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      long now = nowMicros();
      try {
        while (bytes.isReadable() && !stream.answer.spoilt()) {
          int length = Math.min(bytes.readableBytes(), piece.length);
          bytes.readBytes(piece, 0, length);
          stream.answer.read(piece, length, now);
        }
      } finally {
        bytes.release();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!stream.answer.spoilt()) {
        stream.broken(cause.toString());
      }
    }
  }

  /** Reads an answer in chunks (RFC 9112, section 7.1) with server-sent events in them. */
  private static final class Answer {

    private enum Part {
      HEAD,
      SIZE,
      DATA,
      AFTER_DATA,
      SPOILT
    }

    private static final int LONGEST_LINE = 1 << 16;
    private static final byte[] INDEX = "\"index\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SENT = "\"sentMicros\":".getBytes(StandardCharsets.US_ASCII);

    private final Stream stream;
    private final Line protocol = new Line();
    private final Line event = new Line();
    private Part part = Part.HEAD;
    private boolean statusKnown;
    private boolean chunked;
    private int left;
    private long next;
    private long sentMicros;

    Answer(Stream stream) {
      this.stream = stream;
    }

    void reset() {
      part = Part.HEAD;
      statusKnown = false;
      chunked = false;
      next = 0;
      sentMicros = 0;
      protocol.clear();
      event.clear();
    }

    void spoil() {
      part = Part.SPOILT;
    }

    boolean spoilt() {
      return part == Part.SPOILT;
    }

    void read(byte[] bytes, int length, long now) {
      int at = 0;
      while (at < length && part != Part.SPOILT) {
        if (part == Part.DATA) {
          int end = at + Math.min(left, length - at);
          left -= end - at;
          while (at < end) {
            at = event.add(bytes, at, end);
            if (event.whole) {
              eventLine(now);
            }
          }
          if (left == 0 && part == Part.DATA) {
            part = Part.AFTER_DATA;
          }
        } else {
          at = protocol.add(bytes, at, length);
          if (protocol.whole) {
            protocolLine();
          }
        }
        if (protocol.length >= LONGEST_LINE || event.length >= LONGEST_LINE) {
          stream.broken("a line of more than " + LONGEST_LINE + " bytes");
        }
      }
    }

    private void protocolLine() {
      switch (part) {
        case HEAD -> headLine();
        case SIZE -> size();
        case AFTER_DATA -> part = Part.SIZE;
        default -> throw new IllegalStateException(part.toString());
      }
      protocol.clear();
    }

    private void headLine() {
      String line = protocol.text();
      if (!statusKnown) {
        statusKnown = true;
        if (!line.startsWith("HTTP/1.1 200 ")) {
          stream.broken("answered " + line);
        }
      } else if (line.isEmpty()) {
        if (chunked) {
          part = Part.SIZE;
        } else {
          stream.broken("an answer that does not come in chunks");
        }
      } else if (line.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked")) {
        chunked = true;
      }
    }

    private void size() {
      left = (int) protocol.number(0, 16);
      if (left > 0) {
        part = Part.DATA;
      } else {
        stream.broken(left == 0 ? "a stream came to its end" : "a chunk without a size");
      }
    }

    private void eventLine(long now) {
      if (event.length > 0) {
        int index = event.find(INDEX);
        int sent = event.find(SENT);
        if (index < 0 || sent < 0) {
          stream.broken("an event of another form: " + event.text());
        } else if (event.number(index, 10) != next) {
          stream.broken("event " + event.number(index, 10) + " where " + next + " was to come");
        } else {
          next++;
          sentMicros = event.number(sent, 10);
        }
      } else if (sentMicros > 0) {
        stream.event(sentMicros, now);
        sentMicros = 0;
      }
      event.clear();
    }
  }

  /** Bytes up to the end of a line. */
  private static final class Line {

    private byte[] bytes = new byte[256];
    private int length;

    /** Its end has come; then {@link #length} is without it. */
    private boolean whole;

    /** Takes bytes until the line is whole; returns the first that it has not taken. */
    int add(byte[] from, int at, int end) {
      int stop = at;
      while (stop < end && from[stop] != '\n') {
        stop++;
      }
      if (length + stop - at > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + stop - at));
      }
      System.arraycopy(from, at, bytes, length, stop - at);
      length += stop - at;
      if (stop == end) {
        return end;
      }
      whole = true;
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
      return stop + 1;
    }

    void clear() {
      length = 0;
      whole = false;
    }

    /** Where what follows the name begins; -1: it is not there. */
    int find(byte[] name) {
      for (int at = 0; at <= length - name.length; at++) {
        if (bytes[at] == name[0]
            && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
          return at + name.length;
        }
      }
      return -1;
    }

    /** The digits from there; -1: there are none. */
    long number(int from, int radix) {
      long value = 0;
      int at = from;
      for (; at < length; at++) {
        int digit = Character.digit(bytes[at], radix);
        if (digit < 0) {
          break;
        }
        value = value * radix + digit;
      }
      return at == from ? -1 : value;
    }

    String text() {
      return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
  }
}
