package dev.throughline.ingest.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Inflates the pages of a Parquet file, each to the size that its header declares and never beyond
 * {@value #MAX_PAGE_BYTES} bytes. Parquet's own codecs would start Hadoop's configuration and trust
 * the declared size.
 */
final class ParquetDecompressors implements CompressionCodecFactory {
  static final int MAX_PAGE_BYTES = 256 << 20;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("this reader writes nothing");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Pages(bytes -> new ByteArrayInputStream(bytes));
      case SNAPPY -> new Pages(ParquetDecompressors::snappy);
      case GZIP -> new Pages(bytes -> new GZIPInputStream(new ByteArrayInputStream(bytes)));
      case ZSTD -> new Pages(bytes -> new ZstdInputStream(new ByteArrayInputStream(bytes)));
      case LZO, BROTLI, LZ4, LZ4_RAW ->
          throw new UnsupportedOperationException(
              "pages compressed with "
                  + codec
                  + " are not read; write them with snappy, gzip or zstd");
    };
  }

  @Override
  public void release() {}

  private static InputStream snappy(byte[] bytes) throws IOException {
    if (Snappy.uncompressedLength(bytes) > MAX_PAGE_BYTES) {
      throw new IOException("a page is larger than " + MAX_PAGE_BYTES + " bytes");
    }
    return new ByteArrayInputStream(Snappy.uncompress(bytes));
  }

  private interface Inflater {
    InputStream open(byte[] compressed) throws IOException;
  }

  private record Pages(Inflater inflater) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(inflate(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
        throws IOException {
      byte[] compressed = new byte[compressedSize];
      input.get(compressed);
      output.put(inflate(compressed, size));
    }

    private byte[] inflate(byte[] compressed, int size) throws IOException {
      if (size < 0 || size > MAX_PAGE_BYTES) {
        throw new IOException("a page declares " + size + " bytes");
      }
      try (InputStream in = inflater.open(compressed)) {
        byte[] page = in.readNBytes(size); // grows with what is there, not with what is declared
        if (page.length != size) {
          throw new IOException("a page holds %d of %d bytes".formatted(page.length, size));
        }
        return page;
      }
    }

    @Override
    public void release() {}
  }
}
