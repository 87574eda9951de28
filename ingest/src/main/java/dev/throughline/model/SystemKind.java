package dev.throughline.model;

/** What kind of system recorded an event. */
public enum SystemKind {
  ERP,
  WMS,
  POS,
  TMS,
  CRM,
  BILLING,
  PROCUREMENT,
  SUPPLIER
}
