package id.bekal.certification.paper;

import id.bekal.contracts.certification.CertificateKind;

import java.time.LocalDate;
import java.util.List;

/** What papers say, in Indonesian and in English. Nothing of where, or for whom else. */
enum Wording {
    TRAINING(
            "SERTIFIKAT PELATIHAN",
            "Training Certificate",
            "Diberikan kepada",
            "awarded to",
            "yang telah menyelesaikan pelatihan",
            "who has completed the training"),
    STATEMENT_OF_ATTAINMENT(
            "SURAT KETERANGAN",
            "Statement of Attainment",
            "Menerangkan bahwa",
            "this is to state that",
            "telah mengikuti unit kompetensi di halaman sebaliknya, dengan hasil yang tertera, dari pelatihan",
            "has taken the units of competency overleaf, with the results shown, of the training"),
    COMPETENCE(
            "SERTIFIKAT KOMPETENSI",
            "Certificate of Competence",
            "Diberikan kepada",
            "awarded to",
            "yang dinyatakan kompeten pada skema sertifikasi",
            "who has been found competent in the certification scheme");

    // not of the runtime's locale data: a slim one has English alone
    private static final List<String> MONTHS =
            List.of(
                    "Januari",
                    "Februari",
                    "Maret",
                    "April",
                    "Mei",
                    "Juni",
                    "Juli",
                    "Agustus",
                    "September",
                    "Oktober",
                    "November",
                    "Desember");
    private static final List<String> MONTHS_IN_ENGLISH =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    final String name;
    final String nameInEnglish;
    final String givenTo;
    final String givenToInEnglish;
    final String who;
    final String whoInEnglish;

    Wording(
            String name,
            String nameInEnglish,
            String givenTo,
            String givenToInEnglish,
            String who,
            String whoInEnglish) {
        this.name = name;
        this.nameInEnglish = nameInEnglish;
        this.givenTo = givenTo;
        this.givenToInEnglish = givenToInEnglish;
        this.who = who;
        this.whoInEnglish = whoInEnglish;
    }

    static Wording of(CertificateKind kind) {
        return switch (kind) {
            case TRAINING -> TRAINING;
            case STATEMENT_OF_ATTAINMENT -> STATEMENT_OF_ATTAINMENT;
            case COMPETENCE -> COMPETENCE;
        };
    }

    static String day(LocalDate day) {
        return written(day, MONTHS);
    }

    static String dayInEnglish(LocalDate day) {
        return written(day, MONTHS_IN_ENGLISH);
    }

    private static String written(LocalDate day, List<String> months) {
        return day.getDayOfMonth()
                + " "
                + months.get(day.getMonthValue() - 1)
                + " "
                + day.getYear();
    }

    /** As a place is written before a date: without the kind of authority. */
    static String place(String city) {
        return city.replaceFirst("^(Kota|Kabupaten|Kab\\.) +", "");
    }
}
