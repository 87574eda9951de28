package dev.throughline.api.intake;

import dev.throughline.api.security.Person;
import dev.throughline.api.store.Quarantine;
import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Storable;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes records of the quarantine in after all: as they are, or corrected. */
final class Replays {
  private final Quarantine quarantine;
  private final Mappings mappings;
  private final InstantSource clock;

  Replays(Quarantine quarantine, Mappings mappings, InstantSource clock) {
    this.quarantine = quarantine;
    this.mappings = mappings;
    this.clock = clock;
  }

  /**
   * What to read instead.
   *
   * @param record corrected, as JSON text; null for the record as it was sent
   * @param mapping that reads it; null for the one that read it before, and for a record of a file
   *     none
   */
  record Correction(@Nullable String record, @Nullable String mapping) {}

  /**
   * Reads the record again and stores its event. A record that was replayed stays as it is.
   *
   * @return the record, or an error: the reason for which it is still not accepted, {@code
   *     NOT_FOUND}, or {@code BAD_ARGUMENT} when it can only be replayed corrected
   */
  Mono<Quarantine.Entry> replay(long id, Correction correction, Person by) {
    return quarantine
        .find(id)
        .flatMap(
            entry ->
                entry.replay() != null
                    ? Mono.just(entry)
                    : quarantine.replay(entry, replayed(entry, correction, by)));
  }

  private Quarantine.Replayed replayed(Quarantine.Entry entry, Correction correction, Person by) {
    String mapping = mapping(entry, correction);
    Event event = Storable.of(event(entry, mapping, record(entry, correction)));
    return new Quarantine.Replayed(
        event, mapping, by.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static String mapping(Quarantine.Entry entry, Correction correction) {
    if (correction.mapping() != null) {
      return correction.mapping();
    }
    return entry.mapping() == null ? Mappings.CANONICAL : entry.mapping();
  }

  private static String record(Quarantine.Entry entry, Correction correction) {
    if (correction.record() != null) {
      return correction.record();
    }
    if (entry.mapping() == null) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "a record of a file is replayed with a corrected record only");
    }
    String raw = entry.rejection().raw();
    if (raw.length() >= Rejection.MAX_RAW_LENGTH) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "only the record's first %d characters were kept; send it with the replay"
              .formatted(Rejection.MAX_RAW_LENGTH));
    }
    return raw;
  }

  private Event event(Quarantine.Entry entry, String mapping, String record) {
    RecordDecoder decoder = mappings.decoder(mapping);
    Location place = entry.rejection().location();
    Decoded decoded =
        JsonRecords.decode(decoder, record, new Location(place.file(), place.line(), null), 0);
    if (decoded instanceof Decoded.Accepted accepted) {
      return accepted.event();
    }
    Rejection reason = ((Decoded.Refused) decoded).rejection();
    throw new ThroughlineException(reason.code(), reason.message(), reason.location());
  }
}
