/** Procure-to-pay: from the purchase order over goods receipt and invoice to payment. */
@NullMarked
package dev.throughline.api.simulate.purchase;

import org.jspecify.annotations.NullMarked;
