package dev.throughline.api.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Who is told, and how.
 *
 * @param urls of the receivers; none turns webhooks off
 * @param secrets each signs every message, so that one can replace another; at least one when there
 *     are receivers
 * @param allowedHosts names and addresses that messages may go to
 * @param timeout of one attempt
 * @param interval at which messages that are due are looked for
 */
record WebhookSettings(
    List<URI> urls,
    List<WebhookSecret> secrets,
    List<String> allowedHosts,
    Duration timeout,
    Duration interval) {
  /**
   * @throws IllegalArgumentException that names the setting
   */
  WebhookSettings {
    urls = List.copyOf(urls);
    secrets = List.copyOf(secrets);
    allowedHosts = List.copyOf(allowedHosts);
    AddressGuard guard = new AddressGuard(allowedHosts);
    for (URI url : urls) {
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getUserInfo() != null || url.getFragment() != null) {
        throw new IllegalArgumentException(
            "throughline.webhooks.urls must be http or https without user or fragment, was " + url);
      }
      if (!guard.isListed(url)) {
        throw new IllegalArgumentException(
            "throughline.webhooks.allowed-hosts must list the host of " + url);
      }
    }
    if (!urls.isEmpty() && secrets.isEmpty()) {
      throw new IllegalArgumentException(
          "throughline.webhooks.secrets must be given with throughline.webhooks.urls");
    }
  }

  List<String> urlTexts() {
    return urls.stream().map(URI::toString).toList();
  }
}
