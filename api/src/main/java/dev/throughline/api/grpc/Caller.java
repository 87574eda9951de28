package dev.throughline.api.grpc;

import dev.throughline.api.security.Person;
import io.grpc.Context;

/** Who makes the call that a thread works for, proven. */
public final class Caller {
  private static final Context.Key<Person> KEY = Context.key("throughline-caller");

  /**
   * The caller of the call that this thread works for. Read it when a method begins: threads that
   * reactive work moves to do not know it.
   */
  public static Person current() {
    Person caller = KEY.get();
    if (caller == null) {
      throw new IllegalStateException("this thread works for no call");
    }
    return caller;
  }

  static Context with(Person caller, Context context) {
    return context.withValue(KEY, caller);
  }

  private Caller() {}
}
