package dev.throughline.mining.trace;

import java.io.Serializable;

/** A dictionary-coded column. The arrays are shared, not copied; nobody writes to them. */
public final class CodedColumn implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] names;
  private final int[] codes;

  CodedColumn(String[] names, int[] codes) {
    this.names = names;
    this.codes = codes;
  }

  /** The names by code, each once; the empty name stands for 'not known'. */
  public String[] names() {
    return names;
  }

  /** One code per event, or per case for a case attribute. */
  public int[] codes() {
    return codes;
  }
}
