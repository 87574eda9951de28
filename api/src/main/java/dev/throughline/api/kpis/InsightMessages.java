package dev.throughline.api.kpis;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.AgeExceptions;
import dev.throughline.api.grpc.v1.DecisionTotals;
import dev.throughline.api.grpc.v1.FindingEvent;
import dev.throughline.api.grpc.v1.FindingFact;
import dev.throughline.api.grpc.v1.FindingRecord;
import dev.throughline.api.grpc.v1.GetAgeingResponse;
import dev.throughline.api.grpc.v1.GetKpisResponse;
import dev.throughline.api.grpc.v1.KpiValue;
import dev.throughline.api.grpc.v1.MoneyAmount;
import dev.throughline.api.grpc.v1.OpenExceptions;
import dev.throughline.api.grpc.v1.PackIdentity;
import dev.throughline.api.grpc.v1.TypeExceptions;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.Money;
import java.time.Duration;
import java.time.Instant;

/** Writes figures and exceptions as messages of gRPC. */
final class InsightMessages {
  static GetKpisResponse kpis(ProcessFigures.OfPeriod figures) {
    ProcessKpis kpis = figures.kpis();
    return GetKpisResponse.newBuilder()
        .setLog(kpis.log().value())
        .setPack(pack(kpis.pack()))
        .setFrom(timestamp(kpis.period().from()))
        .setTo(timestamp(kpis.period().to()))
        .setAsOf(timestamp(kpis.asOf()))
        .addAllKpis(kpis.figures().stream().map(InsightMessages::kpi).toList())
        .setDecisions(decisions(figures.decisions()))
        .build();
  }

  private static PackIdentity pack(PackVersion pack) {
    return PackIdentity.newBuilder()
        .setName(pack.name())
        .setVersion(pack.version())
        .setHash(pack.hash())
        .build();
  }

  private static KpiValue kpi(KpiFigure figure) {
    KpiValue.Builder message =
        KpiValue.newBuilder()
            .setName(figure.kpi().name())
            .setTitle(figure.kpi().title())
            .setMeasure(figure.kpi().measure().name())
            .setTarget(figure.kpi().target().toPlainString())
            .setN(figure.n())
            .setMet(figure.met())
            .setOpen(figure.open())
            .setOverdue(figure.overdue());
    figure.isTargetMet().ifPresent(message::setTargetMet);
    Duration within = figure.kpi().within();
    if (within != null) {
      message.setWithin(duration(within));
    }
    Duration median = figure.median();
    if (median != null) {
      message.setMedian(duration(median));
    }
    Duration p90 = figure.p90();
    if (p90 != null) {
      message.setP90(duration(p90));
    }
    return message.build();
  }

  private static DecisionTotals decisions(DecisionCounts counts) {
    return DecisionTotals.newBuilder()
        .setProposed(counts.proposed())
        .setApproved(counts.approved())
        .setRejected(counts.rejected())
        .setDone(counts.done())
        .setFailed(counts.failed())
        .setWaiting(counts.waiting())
        .setOverdue(counts.overdue())
        .build();
  }

  static GetAgeingResponse ageing(Ageing ageing) {
    return GetAgeingResponse.newBuilder()
        .setLog(ageing.log().value())
        .setPack(pack(ageing.pack()))
        .setAsOf(timestamp(ageing.asOf()))
        .setAll(total(ageing.all()))
        .addAllByAge(ageing.byAge().stream().map(InsightMessages::age).toList())
        .addAllByType(ageing.byType().stream().map(InsightMessages::type).toList())
        .build();
  }

  private static AgeExceptions age(Ageing.OfAge of) {
    return AgeExceptions.newBuilder()
        .setFromDays(of.bucket().fromDays())
        .setTotal(total(of.total()))
        .build();
  }

  private static TypeExceptions type(Ageing.OfType of) {
    return TypeExceptions.newBuilder()
        .setType(of.type().value())
        .setTotal(total(of.total()))
        .addAllByAge(of.byAge().stream().map(InsightMessages::age).toList())
        .build();
  }

  private static OpenExceptions total(OpenTotal total) {
    return OpenExceptions.newBuilder()
        .setCount(total.count())
        .addAllAmounts(total.amounts().stream().map(InsightMessages::money).toList())
        .build();
  }

  static FindingRecord finding(Finding finding) {
    FindingRecord.Builder message =
        FindingRecord.newBuilder()
            .setId(finding.id().value())
            .setVersion(finding.version())
            .setLog(finding.log().value())
            .setProcess(finding.process())
            .setType(finding.type().value())
            .setCaseId(finding.caseId().value())
            .setState(finding.state().name())
            .setExposure(money(finding.exposure()))
            .setOwner(finding.owner().name())
            .setOpenedAt(timestamp(finding.openedAt()))
            .setChangedAt(timestamp(finding.changedAt()));
    String site = finding.site();
    String supplier = finding.supplier();
    Instant closedAt = finding.closedAt();
    message.setSite(site == null ? "" : site).setSupplier(supplier == null ? "" : supplier);
    if (closedAt != null) {
      message.setClosedAt(timestamp(closedAt));
    }
    finding.facts().forEach((name, fact) -> message.putFacts(name, fact(fact)));
    finding.evidence().forEach(event -> message.addEvidence(event(event)));
    return message.build();
  }

  private static FindingEvent event(Finding.Evidence evidence) {
    return FindingEvent.newBuilder()
        .setSource(evidence.source().name())
        .setEvent(evidence.event().value())
        .build();
  }

  private static FindingFact fact(FactValue fact) {
    FindingFact.Builder message = FindingFact.newBuilder();
    if (fact instanceof FactValue.Numeric number) {
      message.setNumber(number.value().toPlainString());
    } else if (fact instanceof FactValue.Text text) {
      message.setText(text.value());
    } else if (fact instanceof FactValue.Flag flag) {
      message.setFlag(flag.value());
    } else if (fact instanceof FactValue.Moment moment) {
      message.setMoment(timestamp(moment.value()));
    }
    return message.build();
  }

  private static MoneyAmount money(Money money) {
    return MoneyAmount.newBuilder()
        .setAmount(money.amount().toPlainString())
        .setCurrency(money.currency().getCurrencyCode())
        .build();
  }

  private static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  private InsightMessages() {}
}
