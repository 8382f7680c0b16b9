package io.rhumb.gateway.telemetry;

import io.netty.util.internal.PlatformDependent;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * The process, in the names that Prometheus' client libraries agree on, and {@code rhumb_build_info}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">Process metrics</a>
 */
public final class ProcessMetrics {

  private record Memory(String area, MemoryUsage usage) {}

  private ProcessMetrics() {}

  /**
   * Registers them.
   *
   * @param version of what runs
   */
  public static void register(PrometheusRegistry registry, String version) {
    new Scraped<>(registry, () -> List.of(version), v -> Labels.of("version", v))
        .info("rhumb_build", "What runs");
    process(registry);
    new Scraped<>(registry, ProcessMetrics::memory, memory -> Labels.of("area", memory.area()))
        .gauge(
            "jvm_memory_used_bytes",
            "Memory of the Java virtual machine that is in use",
            memory -> memory.usage().getUsed())
        .gauge(
            "jvm_memory_max_bytes",
            "The most that it may use",
            memory -> memory.usage().getMax() < 0 ? Double.NaN : memory.usage().getMax());
    new Scraped<>(
            registry,
            ManagementFactory::getGarbageCollectorMXBeans,
            collector -> Labels.of("gc", collector.getName()))
        .counter(
            "jvm_gc_collection_seconds",
            "How long garbage was collected for",
            collector -> collector.getCollectionTime() / 1e3)
        .counter(
            "jvm_gc_collections",
            "How often garbage was collected",
            GarbageCollectorMXBean::getCollectionCount);
  }

  private static void process(PrometheusRegistry registry) {
    Scraped<String> process = new Scraped<>(registry, () -> List.of(""), none -> Labels.EMPTY);
    process
        .gauge("process_start_time_seconds", "When the process started", none -> start())
        .counter("process_cpu_seconds", "Processor time that the process has used", none -> cpu())
        .gauge(
            "rhumb_direct_memory_bytes",
            "Direct memory that is taken, pools with what is free in them",
            none -> directMemory());
  }

  private static double start() {
    return ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
  }

  private static double cpu() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> time.toNanos() / 1e9)
        .orElse(0.0);
  }

  /** Netty takes its own from the JVM's pool or past it, as the JVM allows, and counts only what went past. */
  private static long directMemory() {
    long pool = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(buffers -> buffers.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
    return pool + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  private static List<Memory> memory() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return List.of(
        new Memory("heap", memory.getHeapMemoryUsage()),
        new Memory("nonheap", memory.getNonHeapMemoryUsage()));
  }
}
