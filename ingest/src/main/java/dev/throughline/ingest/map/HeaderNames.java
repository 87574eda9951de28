package dev.throughline.ingest.map;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the common tools name their columns, in English, Dutch and German: PM4Py, Disco, Celonis,
 * Apromore, SAP, ServiceNow, Jira and the event logs of the process mining community. Upper and
 * lower case, accents, blanks and punctuation make no difference.
 */
final class HeaderNames {
  private static final int EXACT = 1_000;
  private static final int CONTAINED = 300;
  private static final int MIN_CONTAINED_LENGTH = 4;

  /* Per role, the likelier name first. */
  private static final Map<ColumnRole, List<String>> NAMES = new EnumMap<>(ColumnRole.class);

  static {
    NAMES.put(
        ColumnRole.CASE,
        words(
            "caseconceptname caseid casekey caseidentifier casenumber caseno casenr case traceid"
                + " trace traceconceptname processinstanceid processinstance processid instanceid"
                + " zaaknummer zaakid zaak dossiernummer dossierid dossier fallid fallnummer fall"
                + " vorgangsnummer vorgangsid prozessinstanz ticketid ticketnumber ticketno ticket"
                + " incidentid incidentnumber incident srnumber problemnumber changenumber number"
                + " issuekey issueid requestid requestnumber claimid claimnumber applicationid"
                + " application orderid ordernumber orderno salesorder salesorderid"
                + " salesdocument purchaseorder purchaseorderid purchaseordernumber"
                + " purchasingdocument ponumber poid ebeln vbeln belnr invoiceid invoicenumber"
                + " shipmentid deliveryid returnid transferid patientid patient loanid customerid"
                + " bestelnummer ordernummer factuurnummer patientnummer bestellnummer"
                + " auftragsnummer auftrag kundenauftrag rechnungsnummer belegnummer"
                + " correlationid objectid"));
    NAMES.put(
        ColumnRole.ACTIVITY,
        words(
            "conceptname activity activityname activityen activityde activitynl activitylabel"
                + " eventname eventlabel ocelactivity task taskname step stepname processstep"
                + " action actionname operation operationname eventtype event eventdescription"
                + " activityid activitycode activiteit activiteitnaam activiteitomschrijving"
                + " handeling taak taaknaam stap stapnaam processtap gebeurtenis aktivitat"
                + " aktivitaet aktivitatsname tatigkeit taetigkeit schritt prozessschritt arbeitsschritt"
                + " ereignis vorgang aktion aufgabe milestone transactioncode tcode changetype"
                + " incidentstate statusname status state phase stage description"));
    NAMES.put(
        ColumnRole.TIMESTAMP,
        words(
            "timetimestamp completetimestamp completiontimestamp completetime completiontime"
                + " completiondate completedate completeddate completedat completedon completed"
                + " endtimestamp endtime enddatetime enddate endedat end finishtime finishtimestamp"
                + " finishedat finishdate timestamp eventtime eventtimestamp eventdatetime"
                + " eventdate oceltimestamp occurredat occurredon activitytimestamp activitytime"
                + " activitydate datetime datetimestamp time date utctime changedate changedat"
                + " changedon changetimestamp sysupdatedon updatedat updatedon updated lastmodified"
                + " modifiedat recordedat loggedat createdat createdon createddate syscreatedon"
                + " tijdstip tijdstempel eindtijd einddatum eindtijdstip datumtijd tijd datum"
                + " zeitstempel zeitpunkt endzeit endzeitpunkt enddatum ende datumuhrzeit"
                + " aedat erdat cpudt starttimestamp starttime startdatetime startdate startedat"
                + " start begintime begindate begintijd begindatum startzeit startdatum beginn"
                + " openedat"));
    NAMES.put(
        ColumnRole.EVENT_ID,
        words("eventid eventuuid eventkey eventnumber eventnr identityid oceleid oceleventid"));
    NAMES.put(
        ColumnRole.SOURCE,
        words(
            "source sourcesystem system systemname sourcename sourceapplication applicationname"
                + " originsystem bron bronsysteem systeem quelle quellsystem"));
    NAMES.put(
        ColumnRole.RESOURCE,
        words(
            "orgresource resource resourcename user username userid usertype performer agent"
                + " agentname employee employeename employeeid worker actor executedby performedby"
                + " operator originator handler assignedto assignee owner completedby changedby"
                + " updatedby sysupdatedby modifiedby createdby syscreatedby medewerker gebruiker"
                + " uitvoerder behandelaar bearbeiter benutzer mitarbeiter ressource ausfuhrender"
                + " uname ernam aenam usnam"));
    NAMES.put(
        ColumnRole.ROLE,
        words(
            "orgrole role rolename userrole orggroup group groupname assignmentgroup"
                + " supportgroup department departmentname team teamname orgunit organization"
                + " organisation rol functie groep afdeling rolle gruppe abteilung"));
  }

  private static final Map<String, Set<ColumnRole>> EXACT_ROLES = new HashMap<>();

  static {
    NAMES.forEach(
        (role, names) ->
            names.forEach(name -> EXACT_ROLES.merge(name, Set.of(role), HeaderNames::union)));
  }

  /** Optional meanings: better none than a wrong one. */
  private static final Set<ColumnRole> WHOLE_NAMES_ONLY =
      Set.of(ColumnRole.EVENT_ID, ColumnRole.SOURCE, ColumnRole.RESOURCE, ColumnRole.ROLE);

  private static Set<ColumnRole> union(Set<ColumnRole> some, Set<ColumnRole> others) {
    EnumSet<ColumnRole> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }

  private static List<String> words(String names) {
    return List.of(names.split(" "));
  }

  /** How well the header names the role; 0 when it does not, higher is better. */
  static int score(String header, ColumnRole role) {
    String name = normalized(header);
    List<String> names = NAMES.getOrDefault(role, List.of());
    if (EXACT_ROLES.containsKey(name)) {
      int index = names.indexOf(name);
      return index < 0 ? 0 : EXACT - index;
    }
    return WHOLE_NAMES_ONLY.contains(role) ? 0 : containedScore(name, names);
  }

  private static int containedScore(String name, List<String> names) {
    int best = 0;
    for (int i = 0; i < names.size(); i++) {
      String known = names.get(i);
      if (known.length() >= MIN_CONTAINED_LENGTH && name.contains(known)) {
        // The longer the match, the less of the header is left unexplained.
        best = Math.max(best, CONTAINED + 4 * known.length() - i);
      }
    }
    return best;
  }

  /** Letters and digits only, lower case, without accents. */
  static String normalized(String header) {
    String decomposed = Normalizer.normalize(header, Normalizer.Form.NFKD);
    StringBuilder result = new StringBuilder(decomposed.length());
    decomposed
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private HeaderNames() {}
}
