package dev.throughline.api.simulate.purchase;

/** A unit of measure, in the words of each system. */
enum Unit {
  PIECE("ST", "EACH", "PCE"),
  CASE("KAR", "CASE", "CT"),
  KILOGRAM("KG", "KG", "KGM");

  final String erp;
  final String wms;
  final String supplier;

  Unit(String erp, String wms, String supplier) {
    this.erp = erp;
    this.wms = wms;
    this.supplier = supplier;
  }
}
