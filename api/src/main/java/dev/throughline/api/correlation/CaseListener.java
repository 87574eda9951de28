package dev.throughline.api.correlation;

/** Is told when links of cases changed, so that the cases have to be looked at again. */
public interface CaseListener {
  /** After the commit; must return at once. A call may be missed: the marks are in the store. */
  void casesChanged();
}
