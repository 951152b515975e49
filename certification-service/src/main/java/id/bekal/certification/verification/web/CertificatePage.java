package id.bekal.certification.verification.web;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A certificate as its page shows it.
 *
 * @param tone of the status, for the eye; the words say the same
 * @param successor where the certificate is that replaces it
 */
record CertificatePage(
        String tone,
        Text status,
        Text meaning,
        Text checkedAt,
        @Nullable String successor,
        List<Row> rows,
        List<UnitRow> units) {

    record Row(Text label, Text value) {}

    record UnitRow(@Nullable String code, Text title, Text hours, Text result) {}

    static CertificatePage of(VerificationView view, Texts texts) {
        String status = view.status().name();
        List<Row> rows = new ArrayList<>();
        String holder = view.holder();
        rows.add(
                new Row(
                        texts.of("holder"),
                        holder == null ? texts.of("holder.gone") : texts.name(holder)));
        rows.add(new Row(texts.of("title"), texts.title(view.title())));
        rows.add(new Row(texts.of("kind"), texts.of("kind." + view.kind().name())));
        Integer hours = view.hours();
        if (hours != null) {
            rows.add(new Row(texts.of("hours"), texts.of("hours.of", hours)));
        }
        rows.add(
                new Row(
                        texts.of("issuer"),
                        texts.name(view.issuer().name() + ", " + view.issuer().city())));
        rows.add(new Row(texts.of("number"), texts.name(view.number())));
        rows.add(new Row(texts.of("issuedOn"), texts.date(view.issuedOn())));
        if (view.validUntil() != null) {
            rows.add(new Row(texts.of("validUntil"), texts.date(view.validUntil())));
        }
        return new CertificatePage(
                status.toLowerCase(Locale.ROOT),
                texts.of("status." + status),
                texts.of("meaning." + status),
                texts.moment(view.checkedAt()),
                view.successor(),
                List.copyOf(rows),
                view.units().stream()
                        .map(
                                unit ->
                                        new UnitRow(
                                                unit.code(),
                                                texts.title(unit.title()),
                                                texts.of("hours.short", unit.hours()),
                                                texts.of("result." + unit.result().name())))
                        .toList());
    }
}
