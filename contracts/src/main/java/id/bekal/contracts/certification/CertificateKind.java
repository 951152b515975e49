package id.bekal.contracts.certification;

/** What a certificate certifies. */
public enum CertificateKind {
    /** Sertifikat pelatihan, issued by the training provider; does not expire. */
    TRAINING,
    /** Surat keterangan: the finished units of someone who left before the end. */
    STATEMENT_OF_ATTAINMENT,
    /** Sertifikat kompetensi, issued by a certification body and recorded here. */
    COMPETENCE
}
