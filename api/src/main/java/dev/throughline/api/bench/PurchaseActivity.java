package dev.throughline.api.bench;

import java.util.Locale;

/**
 * The activities of the generated purchase-to-pay log, with the system and role that perform them.
 */
enum PurchaseActivity {
  CREATE_REQUISITION("Create requisition", "procurement.web", "Requester"),
  APPROVE_REQUISITION("Approve requisition", "procurement.web", "Store manager"),
  REJECT_REQUISITION("Reject requisition", "procurement.web", "Store manager"),
  CHANGE_REQUISITION("Change requisition", "procurement.web", "Requester"),
  CREATE_ORDER("Create purchase order item", "erp.main", "Procurement"),
  APPROVE_ORDER("Approve purchase order", "erp.main", "Procurement lead"),
  RELEASE_ORDER("Release purchase order", "erp.main", "Procurement"),
  SEND_ORDER("Send purchase order", "erp.main", "Batch"),
  CONFIRM_ORDER("Confirm purchase order", "supplier.portal", "Supplier"),
  CHANGE_QUANTITY("Change quantity", "erp.main", "Procurement"),
  CHANGE_PRICE("Change price", "erp.main", "Procurement"),
  CHANGE_DELIVERY_DATE("Change delivery date", "erp.main", "Procurement"),
  CHANGE_STORAGE("Change storage location", "erp.main", "Procurement"),
  DELETE_ORDER("Delete purchase order item", "erp.main", "Procurement"),
  REACTIVATE_ORDER("Reactivate purchase order item", "erp.main", "Procurement"),
  SHIP("Ship goods", "supplier.portal", "Supplier"),
  ANNOUNCE("Receive shipping notice", "wms.north", "Batch"),
  ARRIVE("Register truck arrival", "wms.north", "Warehouse"),
  UNLOAD("Unload", "wms.north", "Warehouse"),
  RECEIVE("Record goods receipt", "wms.north", "Warehouse"),
  CANCEL_RECEIPT("Cancel goods receipt", "wms.north", "Warehouse supervisor"),
  HOLD_QUALITY("Set quality hold", "wms.north", "Quality"),
  INSPECT("Inspect goods", "wms.north", "Quality"),
  RELEASE_QUALITY("Release quality hold", "wms.north", "Quality"),
  RETURN_GOODS("Return goods to supplier", "wms.north", "Warehouse"),
  PUT_AWAY("Put away", "wms.north", "Warehouse"),
  POST_RECEIPT("Post goods receipt", "erp.main", "Batch"),
  FAIL_POSTING("Posting failed", "erp.main", "Batch"),
  RETRY_POSTING("Retry posting", "erp.main", "Integration"),
  INVOICE("Supplier creates invoice", "supplier.portal", "Supplier"),
  RECORD_INVOICE("Record invoice receipt", "erp.main", "Accounts payable"),
  MATCH("Match three ways", "erp.main", "Batch"),
  BLOCK_PAYMENT("Set payment block", "erp.main", "Batch"),
  ASK_SUPPLIER("Ask supplier", "erp.main", "Accounts payable"),
  CREDIT_NOTE("Record credit note", "erp.main", "Accounts payable"),
  SUBSEQUENT_INVOICE("Record subsequent invoice", "erp.main", "Accounts payable"),
  RESOLVE("Resolve discrepancy", "erp.main", "Accounts payable"),
  REMOVE_BLOCK("Remove payment block", "erp.main", "Finance controller"),
  CANCEL_INVOICE("Cancel invoice receipt", "erp.main", "Accounts payable"),
  APPROVE_PAYMENT("Approve payment", "erp.main", "Finance controller"),
  CLEAR("Clear invoice", "erp.main", "Batch"),
  REMIND("Receive payment reminder", "erp.main", "Accounts payable");

  final String label;
  final String system;
  final String role;
  final String userPrefix;

  PurchaseActivity(String label, String system, String role) {
    this.label = label;
    this.system = system;
    this.role = role;
    this.userPrefix = role.toLowerCase(Locale.ROOT).replace(' ', '-') + '-';
  }
}
