package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;
import id.bekal.contracts.certification.CertificateKind;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

class SheetTests {

    private static final Sheet BASE = SheetFixture.training();

    @Test
    void hasTheSameHashForTheSameContent() {
        assertThat(SheetFixture.training().contentHash())
                .isEqualTo(BASE.contentHash())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void hasAnotherHashForEachThingThatIsAnother() {
        Look custom = SheetFixture.custom();
        List<Sheet> others =
                List.of(
                        with("kind", CertificateKind.COMPETENCE),
                        with("number", "x"),
                        with("holder", new Holder("x", "Magetan", LocalDate.of(1995, 3, 17))),
                        with("holder", new Holder("Sulastri Wulandari", null, null)),
                        with("title", new Title("x", "SMAW Welder")),
                        with("title", new Title("Juru Las SMAW", null)),
                        with("field", "x"),
                        with("hours", null),
                        with("units", List.of()),
                        with("units", SheetFixture.longUnits(6)),
                        with("issuerName", "x"),
                        with("issuerCity", "x"),
                        with("issuedOn", LocalDate.of(2026, 11, 21)),
                        with("validUntil", LocalDate.of(2026, 11, 20)),
                        with("scheme", "x"),
                        with("verifyUrl", "x"),
                        with("code", "x"),
                        with("credential", null),
                        with("credentialCode", "x"),
                        with("look", custom),
                        with("look", custom.with((Logo) null)),
                        with("look", custom.with(custom.primary(), custom.accent(), null)));
        assertThat(Stream.concat(Stream.of(BASE), others.stream()).map(Sheet::contentHash))
                .doesNotHaveDuplicates();
    }

    @Test
    void setsTextsApart() {
        assertThat(with("title", new Title("a", "bc")).contentHash())
                .isNotEqualTo(with("title", new Title("ab", "c")).contentHash());
    }

    @Test
    void namesNobodyInALog() {
        assertThat(BASE.toString()).doesNotContain("Sulastri");
        assertThat(SheetFixture.custom().toString()).doesNotContain("Bambang");
    }

    @SuppressWarnings("unchecked")
    private static Sheet with(String part, Object value) {
        Function<Object[], Object> other = pair -> part.equals(pair[0]) ? value : pair[1];
        return new Sheet(
                (CertificateKind) other.apply(new Object[] {"kind", BASE.kind()}),
                (String) other.apply(new Object[] {"number", BASE.number()}),
                (Holder) other.apply(new Object[] {"holder", BASE.holder()}),
                (Title) other.apply(new Object[] {"title", BASE.title()}),
                (String) other.apply(new Object[] {"field", BASE.field()}),
                (Integer) other.apply(new Object[] {"hours", BASE.hours()}),
                (List<id.bekal.certification.certificate.CertifiedUnit>)
                        other.apply(new Object[] {"units", BASE.units()}),
                (String) other.apply(new Object[] {"issuerName", BASE.issuerName()}),
                (String) other.apply(new Object[] {"issuerCity", BASE.issuerCity()}),
                (LocalDate) other.apply(new Object[] {"issuedOn", BASE.issuedOn()}),
                (LocalDate) other.apply(new Object[] {"validUntil", BASE.validUntil()}),
                (String) other.apply(new Object[] {"scheme", BASE.scheme()}),
                (String) other.apply(new Object[] {"verifyUrl", BASE.verifyUrl()}),
                (String) other.apply(new Object[] {"code", BASE.code()}),
                (String) other.apply(new Object[] {"credential", BASE.credential()}),
                (String) other.apply(new Object[] {"credentialCode", BASE.credentialCode()}),
                (Look) other.apply(new Object[] {"look", BASE.look()}));
    }
}
