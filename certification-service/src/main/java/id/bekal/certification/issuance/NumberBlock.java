package id.bekal.certification.issuance;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The numbers a program, or a replacement, has of a series, for good.
 *
 * @param id program and kind, or the replaced certificate
 * @param first the first number
 * @param count how many, from the first on
 */
@Document("number_blocks")
record NumberBlock(@Id String id, String series, long first, int count) {

    static String idOf(ProgramId program, CertificateKind kind) {
        return program + "/" + kind;
    }

    /** The block of one number for what takes a certificate's place. */
    static String idOf(CertificateId replaced) {
        return "replacement/" + replaced;
    }
}
