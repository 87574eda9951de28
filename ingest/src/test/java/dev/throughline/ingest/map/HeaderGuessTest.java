package dev.throughline.ingest.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The headers that real tools and published logs write, each with a row or two that look like
 * theirs. Separated by {@code |}: header, rows divided by {@code /}, then the columns of case,
 * activity and timestamp.
 */
class HeaderGuessTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // PM4Py, and its CSV of the running example, which has the columns of two tools
        "case:concept:name|concept:name|time:timestamp|org:resource ~ c1|Pay|2026-01-05T10:00:00Z|Ann ~ case:concept:name|concept:name|time:timestamp",
        "|concept:name|org:resource|time:timestamp|Activity|Resource|Costs|case:concept:name|case:creator ~ 0|register|Pete|2010-12-30 14:32:00+01:00|register|Pete|50|3|Fluxicon ~ case:concept:name|concept:name|time:timestamp",
        "case:channel|case:concept:name|case:deadline|case:enddate|case:group|case:startdate|concept:instance|concept:name|lifecycle:transition|org:group|org:resource|time:timestamp ~ Internet|case-1|2011-12-06 13:41:31+01:00||Group 2|2011-10-11 13:42:22+02:00|task-42933|Confirm|complete|Group 1|R1|2011-10-11 13:45:40+02:00 ~ case:concept:name|concept:name|time:timestamp",
        "case_id|activity|timestamp|costs|resource ~ 3|register request|2010-12-30 14:32:00+01:00|50|Pete ~ case_id|activity|timestamp",
        // Disco
        "Case ID|Activity|Resource|Start Timestamp|Complete Timestamp|Variant|Variant index ~ 1|Create|Kim|2011/01/01 00:00:00.000|2011/01/01 00:37:00.000|Variant 1|1 ~ Case ID|Activity|Complete Timestamp",
        "Case ID|Start Timestamp|Complete Timestamp|Activity|Resource|Role ~ 339|2011/02/16 14:31:00.000|2011/02/16 15:23:00.000|Create Purchase Requisition|Nico|Requester ~ Case ID|Activity|Complete Timestamp",
        // Celonis
        "CASE_ID|ACTIVITY_EN|EVENTTIME|_SORTING|USER_NAME ~ 1001|Create Order|2020-01-01 10:00:00|10|ANN ~ CASE_ID|ACTIVITY_EN|EVENTTIME",
        "_CASE_KEY|ACTIVITY_DE|ACTIVITY_EN|EVENTTIME|_SORTING|USER_TYPE ~ 8000001|Bestellung anlegen|Create PO|2020-01-01T10:00:00|1|B ~ _CASE_KEY|ACTIVITY_EN|EVENTTIME",
        "\"CaseKey\"|\"ActivityName\"|\"Timestamp\" ~ a|b|2020-01-01T10:00:00 ~ \"CaseKey\"|\"ActivityName\"|\"Timestamp\"",
        // Apromore
        "case_id|activity|start_timestamp|end_timestamp|resource|role ~ 1|Check|2016-04-09T17:36:47.000+02:00|2016-04-09T17:42:48.000+02:00|Staff A|Clerk ~ case_id|activity|end_timestamp",
        "caseID|Activity|StartTimestamp|EndTimestamp|Resource ~ 1|Check|2016-04-09T17:36:47Z|2016-04-09T17:42:48Z|Staff A ~ caseID|Activity|EndTimestamp",
        "case id|activity|start date|completion time| process type ~ case2|a1|2019-09-23T15:13:05.071|2019-09-23T15:13:05.132|1 ~ case id|activity|completion time",
        // Helpdesk, sepsis, Volvo, road fines, BPI challenges, production
        "Case ID|Activity|Complete Timestamp|Variant|seriousness|customer ~ Case 1|Assign seriousness|2012/10/09 14:50:17.000|Variant 12|Value 1|Value 1 ~ Case ID|Activity|Complete Timestamp",
        "CaseID|ActivityID|CompleteTimestamp ~ 2|1|2012-04-03 16:55:38 / 2|8|2012-04-03 16:55:53 ~ CaseID|ActivityID|CompleteTimestamp",
        "SR Number|Change Date+Time|Status|Sub Status|Involved ST|Owner First Name ~ 1-364285768|2010-03-31T15:59:42+01:00|Accepted|In Progress|V30|Anne / 1-364285768|2010-04-01T15:59:42+01:00|Queued|Awaiting|V30|Bo ~ SR Number|Status|Change Date+Time",
        "eventID|eventTimestamp|caseID|eventName|org:resource|lifecycle ~ e1|2016-01-01T10:51:15Z|App_1|A_Create|User_1|COMPLETE ~ caseID|eventName|eventTimestamp",
        "eventID |case concept:name|event concept:name|event time:timestamp|event org:resource ~ 65781|2000000000_00001|SRM: Created|02-01-2018 12:53:00.000|batch_00 ~ case concept:name|event concept:name|event time:timestamp",
        "Case ID|Activity|Resource|Start Timestamp|Complete Timestamp|Span|Work Order  Qty|Part Desc. ~ Case 1|Turning & Milling|Machine 4|2012/01/29 23:24:00.000|2012/01/30 05:43:00.000|006:19|10|Cable Head ~ Case ID|Activity|Complete Timestamp",
        // ServiceNow
        "number|incident_state|active|reassignment_count|sys_updated_by|sys_updated_at|category ~ INC0000045|New|true|0|Updated by 21|29/2/2016 01:23|Category 55 / INC0000045|Resolved|true|0|Updated by 642|29/2/2016 08:53|Category 55 ~ number|incident_state|sys_updated_at",
        "Incident Number|Task Name|Assigned To|Assignment Group|Completed On ~ INC1|Triage|Ann|Desk|2026-01-05 10:00:00 ~ Incident Number|Task Name|Completed On",
        // SAP
        "EBELN|Activity|Timestamp|User ~ 4500000001|Create PO|20200101101500|ANN ~ EBELN|Activity|Timestamp",
        "VBELN|TCODE|ERDAT|ERNAM ~ 0000012345|VA01|2020-01-01|ANN ~ VBELN|TCODE|ERDAT",
        "Purchase Order Number|Process Step|Event Time|Created By ~ 4500000001|Release|2020-01-01 10:00|ANN ~ Purchase Order Number|Process Step|Event Time",
        // Dutch, German
        "Zaaknummer|Activiteit|Tijdstip|Medewerker ~ Z-1|Intake|05-01-2026 10:00|Piet ~ Zaaknummer|Activiteit|Tijdstip",
        "zaak_id|Taaknaam|Begintijd|Eindtijd|Afdeling ~ 1|Toetsen|2026-01-05 10:00|2026-01-05 11:00|Vergunningen ~ zaak_id|Taaknaam|Eindtijd",
        "Vorgangsnummer|Aktivität|Zeitstempel|Bearbeiter ~ 1|Prüfen|05.01.2026 10:00|Kurt ~ Vorgangsnummer|Aktivität|Zeitstempel",
        "Fall-ID|Tätigkeit|Startzeit|Endzeit|Benutzer ~ 1|Prüfen|05.01.2026 10:00|05.01.2026 11:00|Kurt ~ Fall-ID|Tätigkeit|Endzeit",
        "Auftragsnummer|Arbeitsschritt|Datum|Mitarbeiter ~ 1|Packen|05.01.2026|Kurt ~ Auftragsnummer|Arbeitsschritt|Datum",
        // other shapes
        "traceId|eventName|occurredAt|actor ~ t1|OrderPlaced|2026-01-05T10:00:00.123456Z|svc ~ traceId|eventName|occurredAt",
        "OrderID|EventType|EventDateTime|EmployeeID ~ 5|Shipped|01/25/2026 10:00 AM|7 ~ OrderID|EventType|EventDateTime",
        "Ticket ID|Action|Created At|Updated At|Agent ~ 9|Open|2026-01-05 10:00:00|2026-01-05 11:00:00|Ann ~ Ticket ID|Action|Updated At",
        "Issue key|Status|Updated|Assignee ~ PRJ-1|Done|2026-01-05T10:00:00+0100|Ann ~ Issue key|Status|Updated",
        "process_instance_id|task_name|end_time|assignee ~ 1|Approve|2026-01-05T10:00:00Z|ann ~ process_instance_id|task_name|end_time",
        "Activity Timestamp|Activity Label|Purchase Order Item Case ID ~ 2026-01-05T10:00:00Z|Pay|1 ~ Purchase Order Item Case ID|Activity Label|Activity Timestamp",
        "Patient ID|Event|Timestamp|Department ~ 7|ER Triage|2014-10-22T11:15:41Z|ER ~ Patient ID|Event|Timestamp",
        "event_id|case|event|time|resource ~ 1|c1|Pay|1514970540|ann ~ case|event|time",
      })
  void of_headerOfARealTool_findsCaseActivityAndTimestamp(
      String header, String rows, String expected) {
    MappingProposal proposal = MappingProposal.of(table(header, rows), null);

    assertThat(
            List.of(
                String.valueOf(proposal.columns().get(ColumnRole.CASE)),
                String.valueOf(proposal.columns().get(ColumnRole.ACTIVITY)),
                String.valueOf(proposal.columns().get(ColumnRole.TIMESTAMP))))
        .isEqualTo(List.of(expected.split("\\|")));
  }

  static TableSample table(String header, String rows) {
    List<String> names = new ArrayList<>();
    for (String name : header.split("\\|", -1)) {
      names.add(name.isEmpty() ? "column 1" : name);
    }
    List<List<String>> values = new ArrayList<>();
    names.forEach(name -> values.add(new ArrayList<>()));
    for (String row : rows.split(" / ", -1)) {
      String[] fields = row.split("\\|", -1);
      assertThat(fields).hasSameSizeAs(names);
      for (int i = 0; i < fields.length; i++) {
        values.get(i).add(fields[i]);
      }
    }
    return TableSample.of(names, values);
  }
}
