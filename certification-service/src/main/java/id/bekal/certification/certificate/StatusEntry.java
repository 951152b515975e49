package id.bekal.certification.certificate;

/**
 * Where a certificate's revocation is published (W3C Bitstring Status List 1.0). It says nothing of
 * the certificate: the index is any of the list's, and neither order nor class shows in it.
 *
 * @param list the list's id
 * @param index from 0
 */
public record StatusEntry(String list, int index) {

    /** Where a list is published, below the public address. */
    public static String path(String list) {
        return "/status-lists/" + list;
    }
}
