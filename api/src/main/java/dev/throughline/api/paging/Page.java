package dev.throughline.api.paging;

import java.util.List;

/**
 * One page of a list.
 *
 * @param nextPageToken of the page that follows; empty on the last one
 */
public record Page<T>(List<T> items, String nextPageToken) {
  public Page {
    items = List.copyOf(items);
  }
}
