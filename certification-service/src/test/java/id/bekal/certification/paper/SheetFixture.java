package id.bekal.certification.paper;

import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.credential.PackedCredential;
import id.bekal.certification.holder.Holder;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.Outcome;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** Sheets as they come, and as they hardly ever come. Whom they name is made up. */
final class SheetFixture {

    static final String VERIFY = "https://bekal.example.go.id/verify/k3v9q2m8x1c7z5b4n6t0r8w2y4";
    static final Holder SULASTRI =
            new Holder("Sulastri Wulandari", "Magetan", LocalDate.of(1995, 3, 17));
    static final Holder LONG_NAME =
            new Holder(
                    "Dr. Raden Ayu Siti Nurhalíza Çağlayan-Núñez Kusumaningrum Wirjodiningrat"
                            + " Prawiradirdja binti Haji Muhammad Žižkov Ångström al-Fatḥ,"
                            + " S.Pd., M.Si.",
                    "Tanjungkarang Pusat, Bandar Lampung",
                    LocalDate.of(1988, 12, 31));
    static final String CREDENTIAL = "eyJhbGciOiJFZERTQSJ9.eyJ0eXAiOiJ2YyJ9.c2lnbmF0dXJl";

    private static final String[][] WELDING = {
        {
            "C.24LAS01.001.1",
            "Menerapkan Keselamatan dan Kesehatan Kerja (K3)",
            "Applying occupational safety and health"
        },
        {
            "C.24LAS01.004.1",
            "Membaca gambar teknik dan simbol las",
            "Reading technical drawings and welding symbols"
        },
        {"C.24LAS01.011.1", "Melakukan persiapan pengelasan", "Preparing for welding"},
        {
            "C.24LAS01.028.1",
            "Mengelas pelat posisi 1F dan 2F dengan proses SMAW",
            "Welding plates in positions 1F and 2F by SMAW"
        },
        {
            "C.24LAS01.029.1",
            "Mengelas pelat posisi 3G dengan proses SMAW",
            "Welding plates in position 3G by SMAW"
        },
        {"C.24LAS01.041.1", "Memeriksa hasil las secara visual", "Inspecting welds visually"},
    };

    private static final String[][] FURTHER = {
        {
            "C.24LAS01.003.1",
            "Menggunakan alat ukur dan alat tangan di bengkel",
            "Using measuring and hand tools in the workshop"
        },
        {
            "C.24LAS01.007.2",
            "Memotong logam dengan gas oksi-asetilen",
            "Cutting metal by oxy-acetylene"
        },
        {
            "C.24LAS01.015.1",
            "Menyiapkan bahan dan elektroda untuk pengelasan",
            "Preparing material and electrodes"
        },
        {
            "C.24LAS01.033.1",
            "Memperbaiki cacat las pada sambungan tumpul",
            "Repairing defects of butt welds"
        },
        {
            "J.620100.017.02",
            "Berkomunikasi efektif di tempat kerja",
            "Communicating effectively at work"
        },
        {"C.24LAS01.050.1", "Menyusun laporan pekerjaan pengelasan", "Reporting on welding work"},
    };

    private SheetFixture() {}

    static List<CertifiedUnit> units() {
        List<CertifiedUnit> units = new ArrayList<>();
        int[] hours = {10, 20, 30, 50, 40, 10};
        for (int i = 0; i < WELDING.length; i++) {
            units.add(
                    new CertifiedUnit(
                            WELDING[i][0],
                            new Title(WELDING[i][1], WELDING[i][2]),
                            hours[i],
                            AssessmentResult.K));
        }
        return units;
    }

    /** So many of twelve that a full class may have. */
    static List<CertifiedUnit> manyUnits(int count) {
        List<CertifiedUnit> units = new ArrayList<>(units());
        for (String[] unit : FURTHER) {
            units.add(
                    new CertifiedUnit(
                            unit[0], new Title(unit[1], unit[2]), 12, AssessmentResult.K));
        }
        return units.subList(0, count);
    }

    /** So many, each with a title over several lines. */
    static List<CertifiedUnit> longUnits(int count) {
        List<CertifiedUnit> units = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            units.add(
                    new CertifiedUnit(
                            i % 7 == 0 ? null : "C.24LAS01.%03d.1".formatted(i),
                            new Title(
                                    "Melaksanakan pengelasan sambungan tumpul dan sudut pada pelat"
                                            + " baja karbon, baja tahan karat dan aluminium dengan"
                                            + " mempertimbangkan persyaratan mutu, keselamatan,"
                                            + " kesehatan kerja dan lindungan lingkungan ke-"
                                            + i,
                                    i % 3 == 0
                                            ? null
                                            : "Carrying out butt and fillet welding on carbon"
                                                    + " steel, stainless steel and aluminium"
                                                    + " plates with regard to quality, safety,"
                                                    + " health and the environment, part "
                                                    + i),
                            8,
                            i % 5 == 0 ? AssessmentResult.BK : AssessmentResult.K));
        }
        return units;
    }

    static Sheet training() {
        return training(SULASTRI, units(), Look.DEFAULT, CREDENTIAL);
    }

    static Sheet training(Holder holder, List<CertifiedUnit> units, Look look, String credential) {
        return new Sheet(
                CertificateKind.TRAINING,
                "00017/BLK-MADIUN/2026",
                holder,
                new Title("Juru Las SMAW", "SMAW Welder"),
                "Las",
                160,
                units,
                "UPT Balai Latihan Kerja Madiun",
                "Kota Madiun",
                LocalDate.of(2026, 11, 20),
                null,
                null,
                VERIFY,
                VERIFY,
                credential,
                null,
                look);
    }

    /** With the credential in a code of its own. */
    static Sheet coded(Sheet sheet, String credential) {
        return withCode(sheet, credential, PackedCredential.pack(credential));
    }

    /**
     * @param code whatever it says
     */
    static Sheet withCode(Sheet sheet, @Nullable String credential, String code) {
        return new Sheet(
                sheet.kind(),
                sheet.number(),
                sheet.holder(),
                sheet.title(),
                sheet.field(),
                sheet.hours(),
                sheet.units(),
                sheet.issuerName(),
                sheet.issuerCity(),
                sheet.issuedOn(),
                sheet.validUntil(),
                sheet.scheme(),
                sheet.verifyUrl(),
                sheet.code(),
                credential,
                code,
                sheet.look());
    }

    static Sheet statement() {
        return new Sheet(
                CertificateKind.STATEMENT_OF_ATTAINMENT,
                "00018/BLK-MADIUN/2026",
                new Holder("Budi Hartono", null, LocalDate.of(2001, 1, 2)),
                new Title("Pembuatan Roti dan Kue", "Bread and Cakes"),
                "Tata Boga",
                90,
                longUnits(2),
                "UPT Balai Latihan Kerja Madiun",
                "Kota Madiun",
                LocalDate.of(2026, 11, 20),
                null,
                null,
                VERIFY,
                VERIFY,
                null,
                null,
                Look.DEFAULT);
    }

    static Sheet competence() {
        return new Sheet(
                CertificateKind.COMPETENCE,
                "62015 7214 3 0001234 2026",
                SULASTRI,
                new Title("Juru Las SMAW", "SMAW Welder"),
                "Las",
                null,
                units(),
                "Lembaga Sertifikasi Profesi Las Indonesia",
                "Kota Surabaya",
                LocalDate.of(2026, 11, 24),
                LocalDate.of(2029, 11, 23),
                "Plate Welder SMAW 3G/PF – KKNI Level 2",
                VERIFY,
                VERIFY,
                CREDENTIAL,
                null,
                Look.DEFAULT);
    }

    static Look custom() {
        return new Look(
                new Colour("#7A1F2B"),
                new Colour("#2F5D3A"),
                ((Outcome.Accepted<Logo>) Logo.read(Logo.Format.PNG, logo("png"))).value(),
                new Signatory(
                        "Drs. H. Bambang Suryanto, M.M.",
                        "Kepala UPT Balai Latihan Kerja Madiun",
                        "19700101 199503 1 001"));
    }

    static Look jpegLook() {
        return new Look(
                new Colour("#3B2A6B"),
                new Colour("#8F6418"),
                ((Outcome.Accepted<Logo>) Logo.read(Logo.Format.JPEG, logo("jpeg"))).value(),
                new Signatory(
                        "Prof. Dr. Ir. Kusumawardhani Prawirodiningrat Sastroatmodjo, M.Sc., Ph.D.",
                        "Pelaksana Tugas Kepala Unit Pelaksana Teknis Balai Latihan Kerja dan"
                                + " Produktivitas Tenaga Kerja",
                        null));
    }

    static byte[] logo(String format) {
        return picture(format, 480, 160);
    }

    static byte[] picture(String format, int width, int height) {
        boolean jpeg = format.equals("jpeg");
        BufferedImage image =
                new BufferedImage(
                        width,
                        height,
                        jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        if (jpeg) {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
        }
        graphics.setColor(new Color(0x7A1F2B));
        graphics.fillOval(width / 2 - height / 2, 4, height - 8, height - 8);
        graphics.setColor(new Color(0xE8C15A));
        for (int i = 0; i < 5; i++) {
            graphics.fillRect(width / 2 - 45 + i * 20, height / 2 - 30 + i * 6, 10, 50);
        }
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
