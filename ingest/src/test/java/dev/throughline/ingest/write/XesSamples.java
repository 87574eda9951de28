package dev.throughline.ingest.write;

/** XES files of our own. */
public final class XesSamples {

  /** Written by hand so that every part of the format is in it; the output is the same file. */
  public static final String EVERYTHING =
      """
      <?xml version='1.0' encoding='UTF-8'?>
      <log xmlns="http://www.xes-standard.org/" xes.version="1849.2023" xes.features="nested-attributes">
      	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
      	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
      	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
      	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
      	<extension name="Identity" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>
      	<global scope="trace">
      		<string key="concept:name" value="?"/>
      	</global>
      	<global scope="event">
      		<string key="concept:name" value="?"/>
      		<int key="unit count" value="0"/>
      	</global>
      	<classifier name="Activity" scope="event" keys="concept:name 'unit count'"/>
      	<classifier name="Case" scope="trace" keys="concept:name"/>
      	<string key="throughline.source" value="erp"/>
      	<string key="creator" value="us &amp; them">
      		<int key="build" value="7"/>
      	</string>
      	<trace>
      		<string key="concept:name" value="PO-1"/>
      		<float key="value" value="1.5E+2"/>
      		<event>
      			<string key="org:resource" value="Ana &lt;x> &quot;y&quot; 'z'"/>
      			<date key="time:timestamp" value="2026-03-04T05:06:07.089+01:00">
      				<boolean key="estimated" value="true"/>
      			</date>
      			<id key="identity:id" value="550e8400-e29b-41d4-a716-446655440000"/>
      			<string key="concept:name" value="order"/>
      			<string key="lifecycle:transition" value="complete"/>
      			<list key="lines">
      				<string key="about" value="two lines"/>
      				<values>
      					<int key="line" value="1"/>
      					<container key="line">
      						<int key="sku" value="-2"/>
      						<list key="none">
      							<values/>
      						</list>
      					</container>
      				</values>
      			</list>
      			<boolean key="rush" value="false"/>
      		</event>
      		<event>
      			<string key="concept:name" value="receive"/>
      			<date key="time:timestamp" value="2026-03-04T05:06:07.089123456-03:30"/>
      			<string key="system" value="wms.north"/>
      			<string key="org:group" value="dock"/>
      			<string key="text" value="tab&#x9;line&#xa;return&#xd;é€😀"/>
      		</event>
      	</trace>
      	<trace>
      		<string key="concept:name" value="PO-2"/>
      	</trace>
      </log>
      """;

  private XesSamples() {}
}
