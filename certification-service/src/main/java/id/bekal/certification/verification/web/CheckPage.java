package id.bekal.certification.verification.web;

import id.bekal.certification.verification.Said;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a credential is worth, as its page shows it.
 *
 * @param tone for the eye: of the certificate's status, unless something is wrong before that
 * @param rows what it says; empty unless it is well signed
 * @param certificate what we hold; null unless it is genuine
 */
record CheckPage(
        String tone,
        String code,
        Text verdict,
        Text meaning,
        Text checkedAt,
        List<CertificatePage.Row> rows,
        @Nullable CertificatePage certificate,
        List<Text> differences) {

    static CheckPage of(CheckView checked, Texts texts) {
        Said said = checked.says();
        VerificationView held = checked.certificate();
        @Nullable CertificatePage certificate =
                held == null ? null : CertificatePage.of(held, texts);
        return new CheckPage(
                certificate == null || !checked.differences().isEmpty()
                        ? "revoked"
                        : certificate.tone(),
                checked.code().name(),
                texts.of("verdict." + checked.code().name()),
                texts.of("verdict." + checked.code().name() + ".meaning"),
                texts.moment(checked.checkedAt()),
                said == null ? List.of() : rows(said, texts),
                certificate,
                checked.differences().stream().map(texts::of).toList());
    }

    private static List<CertificatePage.Row> rows(Said said, Texts texts) {
        List<CertificatePage.Row> rows = new ArrayList<>();
        add(rows, "holder", said.holder(), texts);
        add(rows, "title", said.title(), texts);
        Integer hours = said.hours();
        if (hours != null) {
            rows.add(new CertificatePage.Row(texts.of("hours"), texts.of("hours.of", hours)));
        }
        add(rows, "issuer", said.issuer(), texts);
        add(rows, "number", said.number(), texts);
        addDay(rows, "issuedOn", said.issuedOn(), texts);
        addDay(rows, "validUntil", said.validUntil(), texts);
        for (Said.Unit unit : said.units()) {
            String title = unit.title();
            rows.add(
                    new CertificatePage.Row(
                            texts.of("units"),
                            texts.name(
                                    (title == null ? "?" : title)
                                            + " · "
                                            + unit.hours()
                                            + " JP · "
                                            + unit.result())));
        }
        return List.copyOf(rows);
    }

    private static void add(
            List<CertificatePage.Row> rows, String key, @Nullable String value, Texts texts) {
        if (value != null) {
            rows.add(new CertificatePage.Row(texts.of(key), texts.name(value)));
        }
    }

    private static void addDay(
            List<CertificatePage.Row> rows, String key, @Nullable LocalDate day, Texts texts) {
        if (day != null) {
            rows.add(new CertificatePage.Row(texts.of(key), texts.date(day)));
        }
    }
}
