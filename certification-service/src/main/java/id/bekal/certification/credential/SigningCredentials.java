package id.bekal.certification.credential;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.StatusEntry;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.signing.Jws;
import id.bekal.certification.signing.Keychains;
import id.bekal.certification.signing.Signer;
import id.bekal.certification.status.StatusEntries;
import id.bekal.contracts.InstitutionId;

import org.springframework.stereotype.Component;

import java.util.List;

/**
 * Signs certificates as credentials before they are stored, so that none is ever seen unsigned. One
 * that names nobody (its learner was erased before) gets its place in a status list and no
 * credential: there would be nobody to hold it.
 */
@Component
public class SigningCredentials {

    private final Keychains keychains;
    private final StatusEntries entries;
    private final PublicUrl publicUrl;

    SigningCredentials(Keychains keychains, StatusEntries entries, PublicUrl publicUrl) {
        this.keychains = keychains;
        this.entries = entries;
        this.publicUrl = publicUrl;
    }

    /**
     * Signs all with the issuer's key.
     *
     * @param claimant what is issued together, such as a program's id: asked again for the same, it
     *     gets the same places
     * @param certificates new ones of this issuer, in an order that is the same each time
     * @param keys of their learners
     */
    public void sign(
            InstitutionId issuer, String claimant, List<Certificate> certificates, KeyRing keys) {
        if (certificates.isEmpty()) {
            return;
        }
        List<StatusEntry> places = entries.of(issuer, claimant, certificates.size());
        Signer signer = keychains.signerOf(issuer);
        for (int i = 0; i < certificates.size(); i++) {
            Certificate certificate = certificates.get(i);
            StatusEntry place = places.get(i);
            if (certificate.naming(keys) instanceof Naming.Named(Holder holder)) {
                certificate.carry(
                        place,
                        keys,
                        Jws.sign(
                                signer,
                                publicUrl,
                                AchievementCredential.of(
                                        certificate, holder.name(), place, publicUrl)));
            } else {
                certificate.place(place);
            }
        }
    }
}
