package dev.throughline.api.events;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A received file that waits to be imported.
 *
 * @param id random; who knows it may import the file
 * @param name of the file as its sender knows it, without folders
 * @param file where its bytes are until it is imported or too old
 */
public record Upload(String id, String name, Path file, long bytes, Instant receivedAt) {}
