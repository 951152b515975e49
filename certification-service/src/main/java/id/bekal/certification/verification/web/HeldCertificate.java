package id.bekal.certification.verification.web;

import id.bekal.certification.link.web.HolderPage;

import java.util.List;
import java.util.Locale;

/**
 * One certificate on the page of its holder's link.
 *
 * @param verify path of its own page
 * @param tone of the status, for the eye; the words say the same
 */
record HeldCertificate(
        String verify, String tone, Text status, Text title, Text kind, String facts) {

    static List<HeldCertificate> all(HolderPage page, Texts texts) {
        return page.certificates().stream()
                .map(
                        item ->
                                new HeldCertificate(
                                        item.verify(),
                                        item.status().name().toLowerCase(Locale.ROOT),
                                        texts.of("status." + item.status().name()),
                                        texts.title(
                                                new VerificationView.TitleView(
                                                        item.title().id(), item.title().en())),
                                        texts.of("kind." + item.kind().name()),
                                        item.number()
                                                + " · "
                                                + item.issuer()
                                                + " · "
                                                + texts.date(item.issuedOn()).first()))
                .toList();
    }
}
