package dev.throughline.mining.trace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Does to a log what engines do: divides its cases among blocks, folds shares of blocks, sends
 * kernels through Java serialization, and merges them in some order.
 */
public final class RandomFold {
  private RandomFold() {}

  /** One kernel that was given every case of the log once, on a way that the random chooses. */
  public static <K extends TraceKernel<K, ?>> K fold(
      List<LoggedEvent> events, Supplier<K> kernel, SplittableRandom random) {
    List<K> kernels = new ArrayList<>(List.of(kernel.get()));
    for (List<LoggedEvent> part : divide(events, random)) {
      if (random.nextBoolean()) {
        kernels.add(kernel.get());
      }
      int last = kernels.size() - 1;
      addInShares(TraceBlocks.block(part), kernels.get(last), random);
      if (random.nextBoolean()) {
        kernels.set(last, copy(kernels.get(last)));
      }
    }
    return merge(kernels, random);
  }

  private static List<List<LoggedEvent>> divide(List<LoggedEvent> events, SplittableRandom random) {
    int parts = 1 + random.nextInt(5);
    Map<String, Integer> partOfCase = new LinkedHashMap<>();
    List<List<LoggedEvent>> divided = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      divided.add(new ArrayList<>());
    }
    for (LoggedEvent event : events) {
      int part = partOfCase.computeIfAbsent(event.caseId(), id -> random.nextInt(parts));
      divided.get(part).add(event);
    }
    return divided;
  }

  private static <K extends TraceKernel<K, ?>> void addInShares(
      TraceBlock block, K kernel, SplittableRandom random) {
    for (int from = 0; from < block.cases(); ) {
      int to = Math.min(block.cases(), from + 1 + random.nextInt(10));
      kernel.add(TraceSelection.of(block, from, to, TraceFilter.ALL));
      from = to;
    }
  }

  private static <K extends TraceKernel<K, ?>> K merge(List<K> kernels, SplittableRandom random) {
    while (kernels.size() > 1) {
      K taken = kernels.remove(random.nextInt(kernels.size()));
      kernels.get(random.nextInt(kernels.size())).merge(taken);
    }
    return kernels.get(0);
  }

  /** What comes out when the kernel is sent to another process. */
  @SuppressWarnings("unchecked") // a copy has the type of the original
  public static <T> T copy(T original) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(original);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (T) in.readObject();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
