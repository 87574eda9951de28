package dev.throughline.api.simulate;

import java.util.Locale;

/**
 * What one kind of system sends: a file of the simulation, and a mapping of ingest by that name.
 */
public enum Feed {
  ERP,
  WMS,
  SUPPLIER_INVOICES;

  /** The mapping that reads its records: {@code supplier-invoices}. */
  public String mapping() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The file that holds its records: {@code supplier-invoices.ndjson}. */
  public String file() {
    return mapping() + ".ndjson";
  }
}
