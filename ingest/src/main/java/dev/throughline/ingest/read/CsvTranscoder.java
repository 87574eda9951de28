package dev.throughline.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Any encoding as UTF-8, as a stream, so that there is one scanner. Bytes that are no text in the
 * encoding become the byte 0xFF, which is never UTF-8: the scanner then sees which row is broken.
 */
final class CsvTranscoder extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte NEVER_UTF_8 = (byte) 0xff;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder;
  private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).limit(0);
  private final ByteBuffer utf8 = ByteBuffer.allocate(4 * BUFFER_BYTES).limit(0);
  private boolean endOfInput;
  private boolean decoded;

  CsvTranscoder(InputStream in, Charset charset) {
    this.in = in;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!utf8.hasRemaining()) {
      if (decoded) {
        return -1;
      }
      transcode();
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(target, offset, count);
    return count;
  }

  /** Takes one buffer of input; the result may be empty. */
  private void transcode() throws IOException {
    fill();
    utf8.clear();
    chars.clear();
    CoderResult result = decoder.decode(encoded, chars, endOfInput);
    if (endOfInput && result.isUnderflow()) {
      result = decoder.flush(chars);
    }
    chars.flip();
    encode();
    if (result.isError()) {
      encoded.position(encoded.position() + result.length());
      utf8.put(NEVER_UTF_8);
    } else {
      decoded = endOfInput && result.isUnderflow();
    }
    utf8.flip();
  }

  private void fill() throws IOException {
    encoded.compact();
    if (!endOfInput) {
      int count = in.read(encoded.array(), encoded.position(), encoded.remaining());
      endOfInput = count < 0;
      encoded.position(encoded.position() + Math.max(count, 0));
    }
    encoded.flip();
  }

  /** A decoder never gives half a surrogate pair, but may give a lone one (UTF-16). */
  private void encode() {
    encoder.reset();
    while (encoder.encode(chars, utf8, true).isError()) {
      chars.position(chars.position() + 1);
      utf8.put(NEVER_UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
