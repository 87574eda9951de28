package dev.throughline.api.demo;

/** Is told how far the demo is. */
public interface DemoListener {
  /** One sentence about what was done, without a full stop. */
  void did(String sentence);

  /**
   * How far the step is that runs; called often, from any thread.
   *
   * @param what is counted, such as 'records sent'
   */
  void at(long count, String what);
}
