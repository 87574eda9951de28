package dev.throughline.api.web;

/** A log's name and the address of its page. */
record LogLink(String name, String path) {
  static LogLink of(String log) {
    return new LogLink(log, Links.log(log, "", Links.NO_PARAMETERS));
  }
}
