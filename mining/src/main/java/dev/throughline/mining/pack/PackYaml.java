package dev.throughline.mining.pack;

import dev.throughline.mining.pack.Fact.Over;
import dev.throughline.model.Activity;
import dev.throughline.model.FindingType;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads process packs. The format is described in {@code docs/reference/packs.md}; nothing that it
 * does not know is passed over. Expressions are checked by the engine that evaluates them.
 */
public final class PackYaml {
  private static final int MAX_CHARS = 1 << 20;

  private final String yaml;
  private final YamlKeys root;
  private final List<Fact> facts = new ArrayList<>();

  private PackYaml(String file, String yaml, YamlValue document) {
    this.yaml = yaml;
    this.root = YamlKeys.of(file, "", document);
  }

  /** The pack of this software for the process from purchase order to payment. */
  public static ProcessPack procureToPay() {
    return bundled("procure-to-pay");
  }

  private static ProcessPack bundled(String name) {
    String file = name + ".yaml";
    try (InputStream bytes = PackYaml.class.getResourceAsStream("/packs/" + file)) {
      if (bytes == null) {
        throw new IllegalStateException("the pack " + name + " is missing in this software");
      }
      return read(new String(bytes.readAllBytes(), StandardCharsets.UTF_8), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The pack that the text says.
   *
   * @param file the name of the text, for errors
   * @throws ThroughlineException {@code BAD_ARGUMENT}, with line and path, for text that is no pack
   */
  public static ProcessPack read(String yaml, String file) {
    if (yaml.length() > MAX_CHARS) {
      throw YamlKeys.error(file, 0, "", "a pack has at most 1048576 characters", null);
    }
    try {
      return new PackYaml(file, yaml, YamlValue.parse(yaml)).pack();
    } catch (YamlValue.Malformed malformed) {
      throw YamlKeys.error(
          file, malformed.line(), "", String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private ProcessPack pack() {
    String name = root.text("pack");
    String version = root.text("version");
    String title = root.text("title");
    ObjectType leading = root.value("leadingObject", ObjectType::new);
    Currency currency = root.value("currency", Currency::getInstance);
    Map<String, Parameter> parameters = parameters();
    List<EventColumn> columns =
        new ArrayList<>(columns("attributes", EventColumn.Origin.ATTRIBUTE));
    columns.addAll(columns("objects", EventColumn.Origin.OBJECT));
    milestones();
    facts("caseFacts", Over.EVENTS);
    facts("derivedFacts", Over.FACTS);
    List<Kpi> kpis = root.entries("kpis").stream().map(e -> kpi(e.getKey(), e.getValue())).toList();
    List<FindingRule> rules =
        root.entries("findings").stream().map(e -> rule(e.getKey(), e.getValue())).toList();
    root.end();
    return root.made(
        () ->
            new ProcessPack(
                name,
                version,
                sha256(),
                title,
                leading,
                currency,
                parameters,
                columns,
                facts,
                kpis,
                rules));
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private Map<String, Parameter> parameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, YamlKeys> entry : root.entries("parameters")) {
      YamlKeys keys = entry.getValue();
      BigDecimal number = keys.optionalValue("number", BigDecimal::new);
      Duration time = keys.optionalValue("time", Duration::parse);
      keys.end();
      parameters.put(entry.getKey(), keys.made(() -> parameter(number, time)));
    }
    return parameters;
  }

  private static Parameter parameter(@Nullable BigDecimal number, @Nullable Duration time) {
    if (number != null && time == null) {
      return new Parameter.Numeric(number);
    }
    if (time != null && number == null) {
      return new Parameter.Span(time);
    }
    throw new IllegalArgumentException("a parameter has either 'number' or 'time'");
  }

  private List<EventColumn> columns(String part, EventColumn.Origin origin) {
    List<EventColumn> columns = new ArrayList<>();
    for (Map.Entry<String, YamlKeys> entry : root.entries(part)) {
      YamlKeys keys = entry.getValue();
      boolean attribute = origin == EventColumn.Origin.ATTRIBUTE;
      String key = keys.text(attribute ? "key" : "type");
      FactType type = attribute ? keys.value("as", PackYaml::factType) : FactType.TEXT;
      keys.end();
      columns.add(new EventColumn(entry.getKey(), origin, key, type));
    }
    return columns;
  }

  private static FactType factType(String word) {
    for (FactType type : FactType.values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("types are number, text, moment and flag");
  }

  /** A milestone is the fact of its name with {@code _at} behind. */
  private void milestones() {
    for (Map.Entry<String, YamlKeys> entry : root.entries("milestones")) {
      YamlKeys keys = entry.getValue();
      Activity activity = keys.value("activity", Activity::new);
      String aggregate = keys.value("event", PackYaml::firstOrLast);
      keys.end();
      String expression =
          "%s(at) FILTER (WHERE activity = %s)".formatted(aggregate, literal(activity.value()));
      facts.add(new Fact(entry.getKey() + "_at", FactType.MOMENT, Over.EVENTS, expression));
    }
  }

  private static String firstOrLast(String word) {
    return switch (word) {
      case "first" -> "min";
      case "last" -> "max";
      default -> throw new IllegalArgumentException("an event is 'first' or 'last'");
    };
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void facts(String part, Over over) {
    for (Map.Entry<String, YamlKeys> entry : root.entries(part)) {
      YamlKeys keys = entry.getValue();
      facts.add(
          new Fact(
              entry.getKey(), keys.value("as", PackYaml::factType), over, keys.text("expression")));
      keys.end();
    }
  }

  private static Kpi kpi(String name, YamlKeys keys) {
    String title = keys.text("title");
    Kpi.Measure measure = keys.value("measure", PackYaml::measure);
    String from = keys.optionalText("from");
    String to = keys.text("to");
    String met = keys.optionalText("met");
    String where = keys.optionalText("where");
    Duration within = keys.optionalValue("within", Duration::parse);
    BigDecimal target = keys.value("target", BigDecimal::new);
    keys.end();
    return keys.made(() -> new Kpi(name, title, measure, from, to, met, where, within, target));
  }

  private static Kpi.Measure measure(String word) {
    return switch (word) {
      case "duration" -> Kpi.Measure.DURATION;
      case "share" -> Kpi.Measure.SHARE;
      default -> throw new IllegalArgumentException("a measure is 'duration' or 'share'");
    };
  }

  private FindingRule rule(String name, YamlKeys keys) {
    String type = keys.optionalText("type");
    FindingType found = keys.made(() -> new FindingType(type == null ? name : type));
    String when = keys.text("when");
    String openedAt = keys.text("openedAt");
    String until = keys.optionalText("until");
    String exposure = keys.text("exposure");
    Role owner = keys.value("owner", word -> constant(Role.class, word));
    Set<Activity> evidence = new LinkedHashSet<>();
    for (String activity : keys.list("evidence")) {
      evidence.add(keys.made(() -> new Activity(activity)));
    }
    Map<Reason, String> playbook = new LinkedHashMap<>(keys.made(() -> playbook(keys)));
    String otherwise = keys.text("otherwise");
    keys.end();
    return keys.made(
        () ->
            new FindingRule(
                name, found, when, openedAt, until, exposure, owner, evidence, playbook,
                otherwise));
  }

  private static Map<Reason, String> playbook(YamlKeys keys) {
    Map<Reason, String> playbook = new LinkedHashMap<>();
    keys.texts("playbook")
        .forEach((reason, text) -> playbook.put(constant(Reason.class, reason), text));
    return playbook;
  }

  /** A constant by its words, such as 'receipt not posted'. */
  private static <E extends Enum<E>> E constant(Class<E> type, String words) {
    try {
      return Enum.valueOf(type, words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "there is no %s '%s'".formatted(type.getSimpleName().toLowerCase(Locale.ROOT), words),
          unknown);
    }
  }
}
