package dev.throughline.api.simulate;

import static dev.throughline.api.simulate.LocalClock.DAY;

import dev.throughline.api.simulate.purchase.PurchaseToPay;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One simulated retailer. The same plan gives the same records, in files and in memory. */
public final class Simulation {
  /** Sendings on their way that are held in memory at once. */
  public static final int MAX_PENDING = 500_000;

  /** The file that says what is wrong with which case. */
  public static final String TRUTH_CASES = "truth-cases.ndjson";

  private static final int SAMPLE = 1_000;
  private static final long SAMPLE_UNITS = 900_000_000;
  private static final int TAIL_DAYS = 400;
  private static final long TRANSPORT_KEY = 0x7472616e73706f72L;

  private final SimulationPlan plan;
  private final UnitSchedule schedule;
  private final long endMillis;
  private final Transport transport;
  private final ProcessSimulator process;
  private final long units;
  private final int parts;

  public Simulation(SimulationPlan plan) {
    this(plan, MAX_PENDING);
  }

  /**
   * @param maxPending about how many sendings may be on their way at once when files are written;
   *     beyond that, parts are written one after the other and merged
   */
  Simulation(SimulationPlan plan, int maxPending) {
    this.plan = plan;
    LocalClock clock = new LocalClock(plan.from(), plan.days() + TAIL_DAYS);
    this.schedule = new UnitSchedule(plan, clock);
    this.endMillis = schedule.dayMillis(plan.days());
    this.transport = new Transport(plan.seed());
    this.process = new PurchaseToPay(plan, new Retailer(plan.seed(), plan.stores()), clock);
    Sample sample = sample();
    this.units = Math.max(1, Math.round(plan.events() / sample.sendingsPerUnit()));
    this.parts = (int) Math.ceil(units * sample.daysOnTheWay() / plan.days() / maxPending);
  }

  /**
   * What an average unit sends before the end.
   *
   * @param daysOnTheWay of all its sendings together: by Little's law, units per day times this is
   *     how many sendings are on their way
   */
  private record Sample(double sendingsPerUnit, double daysOnTheWay) {}

  /** Tells a thousand units that are no others, spread over the days as all are. */
  private Sample sample() {
    long[] sums = new long[2];
    for (int day = 0; day < plan.days(); day++) {
      long end = schedule.firstUnit(day + 1, SAMPLE);
      for (long i = schedule.firstUnit(day, SAMPLE); i < end; i++) {
        long start = schedule.startMillis(day, SAMPLE_UNITS + i);
        tell(SAMPLE_UNITS + i, start, sending -> addSample(sending, start, sums));
      }
    }
    return new Sample(Math.max(1, sums[0]) / (double) SAMPLE, sums[1] / (double) DAY / SAMPLE);
  }

  private void addSample(Sending sending, long startMillis, long[] sums) {
    if (sending.sentMillis() < endMillis) {
      sums[0]++;
      sums[1] += sending.sentMillis() - startMillis;
    }
  }

  SimulationPlan plan() {
    return plan;
  }

  UnitSchedule schedule() {
    return schedule;
  }

  long units() {
    return units;
  }

  /** Nothing is sent at this time or later. */
  long endMillis() {
    return endMillis;
  }

  void tell(long unit, long startMillis, Consumer<Sending> sink) {
    Dice dice = new Dice(plan.seed() ^ TRANSPORT_KEY, unit);
    process.tell(unit, startMillis, new Story(unit, dice, transport, sink));
  }

  /**
   * All records of all feeds, in the order of sending. Memory grows with what is on its way at
   * once: some 15 days of the records of one day.
   */
  public Iterator<Sent> records() {
    SendingStream stream = new SendingStream(this, 0, 1);
    RecordText text = new RecordText();
    return new Iterator<>() {
      private @Nullable Sending next = stream.next();

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Sent next() {
        Sending sending = next;
        if (sending == null) {
          throw new NoSuchElementException("the simulation has ended");
        }
        next = stream.next();
        return new Sent(sending, new String(text.record(sending), StandardCharsets.UTF_8));
      }
    };
  }

  /** The records of one feed, in the order of sending. */
  public Iterator<Sent> records(Feed feed) {
    Iterable<Sent> all = this::records;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(sent -> sent.feed() == feed)
        .iterator();
  }

  /**
   * What was written.
   *
   * @param records by feed, deliveries of any manner
   * @param damaged records that are no events; sound ones follow them
   * @param again records that came once more
   * @param largestPending the most sendings that were in memory at once
   */
  public record Written(
      Map<Feed, Long> records, long cases, long damaged, long again, int largestPending) {
    public long allRecords() {
      return records.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Writes a file per feed and two with the truth into the directory, which is made; files of these
   * names are replaced. Memory is bounded whatever the size: a large simulation goes through
   * temporary files in the directory, about as large as the result.
   */
  public Written writeTo(Path directory) throws IOException {
    Tally tally = new Tally();
    try (SimulationFiles files = new SimulationFiles(directory)) {
      if (parts <= 1) {
        each(0, 1, tally, files::add);
      } else {
        writeParts(directory, files, tally);
      }
    }
    return tally.written();
  }

  private void writeParts(Path directory, SimulationFiles files, Tally tally) throws IOException {
    List<Path> paths = new ArrayList<>();
    try {
      for (int part = 0; part < parts; part++) {
        Path path = Files.createTempFile(directory, "part-", ".tmp");
        paths.add(path);
        try (DataOutputStream out = SimulationFiles.part(path)) {
          each(part, parts, tally, lines -> lines.write(out));
        }
      }
      files.addMerged(paths);
    } finally {
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    }
  }

  @FunctionalInterface
  private interface LinesSink {
    void add(Lines lines) throws IOException;
  }

  private void each(int part, int of, Tally tally, LinesSink sink) throws IOException {
    SendingStream stream = new SendingStream(this, part, of);
    RecordText text = new RecordText();
    for (Sending next = stream.next(); next != null; next = stream.next()) {
      tally.count(next);
      sink.add(Lines.of(next, text));
    }
    tally.largestPending = Math.max(tally.largestPending, stream.largestPending());
  }

  /** Counts while writing. */
  private static final class Tally {
    private final Map<Feed, Long> records = new EnumMap<>(Feed.class);
    private long cases;
    private long damaged;
    private long again;
    private int largestPending;

    void count(Sending sending) {
      records.merge(sending.message().feed(), 1L, Math::addExact);
      switch (sending.delivery()) {
        case FIRST -> cases += sending.message().opens() == null ? 0 : 1;
        case AGAIN -> again++;
        case DAMAGED -> damaged++;
      }
    }

    Written written() {
      return new Written(Map.copyOf(records), cases, damaged, again, largestPending);
    }
  }
}
