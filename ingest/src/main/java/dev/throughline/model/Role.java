package dev.throughline.model;

import java.util.Locale;

/** What somebody may do: who owns a finding and who may decide on it. */
public enum Role {
  STORE_MANAGER,
  WAREHOUSE_SUPERVISOR,
  ACCOUNTS_PAYABLE_ANALYST,
  FINANCE_CONTROLLER,
  PROCUREMENT,
  LOSS_PREVENTION,
  REGIONAL_MANAGER,
  /** Reads everything, decides nothing. */
  AUDITOR,
  /** Sends and replays events, decides nothing. */
  INTEGRATION_OPERATOR,
  /** Configures, decides nothing. */
  ADMIN;

  /** In words, such as 'accounts payable analyst'. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
