package id.bekal.certification.status;

import id.bekal.contracts.InstitutionId;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One list of an issuer's: a bit for each place, set when the certificate there no longer stands.
 * As large as the standard asks for herd privacy (Bitstring Status List 1.0 section 3.1), however
 * few certificates there are.
 *
 * @param bits the first place is the highest bit of the first byte
 */
@Document("status_lists")
record StatusList(@Id String id, InstitutionId issuer, long version, byte[] bits) {

    static final int BITS = 17;

    /** Places of a list. */
    static final int SIZE = 1 << BITS;

    static StatusList empty(String id, InstitutionId issuer) {
        return new StatusList(id, issuer, 0, new byte[SIZE / 8]);
    }

    boolean isSet(int index) {
        return (bits[index / 8] & mask(index)) != 0;
    }

    StatusList with(int index) {
        byte[] changed = bits.clone();
        changed[index / 8] |= (byte) mask(index);
        return new StatusList(id, issuer, version + 1, changed);
    }

    private static int mask(int index) {
        return 0x80 >>> index % 8;
    }
}
