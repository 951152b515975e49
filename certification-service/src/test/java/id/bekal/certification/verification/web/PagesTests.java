package id.bekal.certification.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.certificate.Standing;
import id.bekal.certification.verification.Said;
import id.bekal.certification.verification.Verdict;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

class PagesTests {

    private static final SpringTemplateEngine ENGINE = engine();
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final Instant NOW = Instant.parse("2026-11-24T15:31:05Z");

    private static SpringTemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    private static VerificationView view(Standing standing, @Nullable String holder) {
        return new VerificationView(
                standing,
                NOW,
                CertificateKind.TRAINING,
                "00017/BLK-MADIUN/2026",
                holder,
                new VerificationView.TitleView("Juru Las SMAW Posisi 1G", "SMAW Welder 1G"),
                "Las",
                160,
                List.of(
                        new VerificationView.UnitView(
                                "C.24LAS01.028.1",
                                new VerificationView.TitleView(
                                        "Mengelas dengan proses las busur manual",
                                        "Weld with manual arc"),
                                100,
                                AssessmentResult.K),
                        new VerificationView.UnitView(
                                null,
                                new VerificationView.TitleView("Menerapkan K3", null),
                                60,
                                AssessmentResult.BK)),
                new VerificationView.IssuerView("UPT BLK Madiun", "Kota Madiun"),
                LocalDate.of(2026, 11, 20),
                standing == Standing.EXPIRED ? LocalDate.of(2026, 11, 21) : null,
                standing == Standing.REPLACED ? "/verify/" + "b".repeat(26) : null);
    }

    private static String render(String template, Texts texts, Map<String, Object> model) {
        var context = new Context(Locale.of("id"), model);
        context.setVariable("t", texts);
        context.setVariable("css", new PageStyle().css());
        context.setVariable("site", "sertifikat.example.go.id");
        return ENGINE.process("verification/" + template, context);
    }

    private static Texts texts(String language) {
        return Texts.of(Locale.of(language), ZONE);
    }

    private static String certificate(Standing standing, String language) {
        Texts texts = texts(language);
        return render(
                "certificate",
                texts,
                Map.of("page", CertificatePage.of(view(standing, "Sulastri Wahyuni"), texts)));
    }

    /** For the eye: {@code target/pages}, of which docs/images shows some. */
    private static void keep(String name, String page) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pages"));
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    private static void isWhole(String page) {
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(15_000);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<meta charset=\"utf-8\">", "width=device-width")
                .doesNotContain("<script", "src=", "<link", "style=", " th:", "??", "null");
        assertThat(page.split("<h1", -1)).hasSize(2);
    }

    @Nested
    class Certificates {

        @ParameterizedTest
        @EnumSource
        void sayTheirStatusInBothLanguages(Standing standing) throws Exception {
            for (String language : List.of("id", "en")) {
                String page = certificate(standing, language);
                keep(
                        "certificate-" + standing.name().toLowerCase(Locale.ROOT) + "-" + language,
                        page);
                isWhole(page);
                String indonesian =
                        switch (standing) {
                            case VALID -> "SAH";
                            case EXPIRED -> "KEDALUWARSA";
                            case REPLACED -> "DIGANTI";
                            case REVOKED -> "DICABUT";
                        };
                String english =
                        standing.name().charAt(0)
                                + standing.name().substring(1).toLowerCase(Locale.ROOT);
                String first = "<span lang=\"id\">" + indonesian + "</span>";
                String second = "lang=\"en\">" + english + "</span>";
                assertThat(page).contains("<html lang=\"" + language + "\"");
                if (language.equals("id")) {
                    assertThat(page).contains(first, "class=\"second\" " + second);
                } else {
                    assertThat(page)
                            .contains(
                                    "<span " + second,
                                    "<span class=\"second\" lang=\"id\">" + indonesian);
                }
            }
        }

        @Test
        void showWhatIsPrintedAndWhenItWasChecked() {
            assertThat(certificate(Standing.VALID, "id"))
                    .contains(
                            "Sulastri Wahyuni",
                            "Juru Las SMAW Posisi 1G",
                            "SMAW Welder 1G",
                            "160 JP (1 JP = 45 menit)",
                            "UPT BLK Madiun, Kota Madiun",
                            "00017/BLK-MADIUN/2026",
                            "20 November 2026",
                            "C.24LAS01.028.1",
                            "Belum kompeten",
                            "24 November 2026, 22.31.05 WIB (UTC+07:00)");
            assertThat(certificate(Standing.VALID, "en"))
                    .contains("24 November 2026, 22:31:05 WIB (UTC+07:00)");
        }

        @Test
        void showTheEndOfValidityOnlyWhereThereIsOne() {
            assertThat(certificate(Standing.EXPIRED, "id"))
                    .contains("Berlaku sampai", "21 November 2026");
            assertThat(certificate(Standing.VALID, "id")).doesNotContain("Berlaku sampai");
        }

        @Test
        void leadToTheSuccessorOfOneThatWasReplaced() {
            String link = "<a href=\"/verify/" + "b".repeat(26) + "\">";
            assertThat(certificate(Standing.REPLACED, "id")).contains(link);
            assertThat(certificate(Standing.REVOKED, "id")).doesNotContain(link);
        }

        @Test
        void nameNobodyOnceTheHolderIsErased() {
            Texts texts = texts("id");
            assertThat(
                            render(
                                    "certificate",
                                    texts,
                                    Map.of(
                                            "page",
                                            CertificatePage.of(view(Standing.VALID, null), texts))))
                    .contains("Nama tidak lagi disimpan")
                    .doesNotContain("Sulastri");
        }

        @Test
        void areTextWhateverTheyAreNamed() {
            Texts texts = texts("id");
            assertThat(
                            render(
                                    "certificate",
                                    texts,
                                    Map.of(
                                            "page",
                                            CertificatePage.of(
                                                    view(
                                                            Standing.VALID,
                                                            "<script>alert('x')</script>"),
                                                    texts))))
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;");
        }
    }

    @Nested
    class Others {

        @Test
        void areWhole() throws Exception {
            for (String language : List.of("id", "en")) {
                for (String template : List.of("unknown", "form")) {
                    String page = render(template, texts(language), Map.of());
                    keep(template + "-" + language, page);
                    isWhole(page.replace("<textarea", ""));
                }
            }
        }

        @Test
        void letAFormBeSentWithoutScript() {
            assertThat(render("form", texts("en"), Map.of()))
                    .contains(
                            "<form method=\"post\" action=\"/verify?lang=en\""
                                    + " enctype=\"multipart/form-data\"")
                    .contains("<label for=\"file\">", "<label for=\"credential\">");
        }

        @ParameterizedTest
        @EnumSource
        void sayWhatACheckCameTo(Verdict verdict) throws Exception {
            boolean genuine = verdict == Verdict.GENUINE;
            VerificationView held = view(Standing.REVOKED, "Sulastri Wahyuni");
            CheckView checked =
                    new CheckView(
                            verdict,
                            verdict.isWellSigned(),
                            genuine ? held.status() : null,
                            NOW,
                            genuine
                                    ? new Said(
                                            "Sulastri Wahyuni",
                                            "00017/BLK-MADIUN/2026",
                                            "Juru Las SMAW Posisi 1G",
                                            "Las",
                                            160,
                                            "UPT BLK Madiun",
                                            "Kota Madiun",
                                            LocalDate.of(2026, 11, 20),
                                            null,
                                            List.of(new Said.Unit("Menerapkan K3", 60, "K")))
                                    : null,
                            genuine ? held : null,
                            genuine ? List.of("units") : List.of());
            for (String language : List.of("id", "en")) {
                Texts texts = texts(language);
                String page =
                        render("checked", texts, Map.of("check", CheckPage.of(checked, texts)));
                keep("checked-" + verdict.name().toLowerCase(Locale.ROOT) + "-" + language, page);
                isWhole(page);
                assertThat(page)
                        .contains("data-code=\"" + verdict + "\"")
                        .contains(texts.of("verdict." + verdict).first());
                if (genuine) {
                    assertThat(page).contains("DICABUT", "Revoked", "class=\"status revoked\"");
                }
            }
        }
    }

    @Test
    void sayTheSameInBothLanguages() throws Exception {
        assertThat(keys("/pages.properties")).isEqualTo(keys("/pages_en.properties"));
    }

    private static Object keys(String file) throws Exception {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        PagesTests.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts.keySet();
    }
}
