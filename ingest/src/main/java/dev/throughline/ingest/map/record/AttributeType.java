package dev.throughline.ingest.map.record;

import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import java.math.BigDecimal;
import java.util.Locale;

/** What an attribute's text is read as. A moment has a rule of its own. */
enum AttributeType {
  TEXT {
    @Override
    AttributeValue read(String text, String pointer) throws RecordDefect {
      return new AttributeValue.Text(Limits.text(text, pointer));
    }
  },
  WHOLE {
    @Override
    AttributeValue read(String text, String pointer) throws RecordDefect {
      try {
        return new AttributeValue.Whole(Long.parseLong(text.strip()));
      } catch (NumberFormatException e) {
        throw misfit(text, pointer, "a whole number");
      }
    }
  },
  REAL {
    @Override
    AttributeValue read(String text, String pointer) throws RecordDefect {
      String digits = text.strip();
      if (digits.length() <= 2 * Limits.MAX_DIGITS) {
        try {
          return new AttributeValue.Real(Limits.number(new BigDecimal(digits), pointer));
        } catch (NumberFormatException noNumber) {
          // refused below
        }
      }
      throw misfit(text, pointer, "a number");
    }
  },
  FLAG {
    @Override
    AttributeValue read(String text, String pointer) throws RecordDefect {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> new AttributeValue.Flag(true);
        case "false" -> new AttributeValue.Flag(false);
        default -> throw misfit(text, pointer, "true or false");
      };
    }
  },
  MOMENT {
    @Override
    AttributeValue read(String text, String pointer) {
      throw new IllegalStateException("a moment is read by its rule");
    }
  };

  abstract AttributeValue read(String text, String pointer) throws RecordDefect;

  private static RecordDefect misfit(String text, String pointer, String what) {
    return new RecordDefect(
        ErrorCode.BAD_VALUE, pointer, "'%s' is not %s".formatted(FieldRule.shown(text), what));
  }
}
