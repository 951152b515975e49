package id.bekal.certification.certificate.web;

import id.bekal.certification.certificate.Certificates;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Who issued a certificate. */
@Component
class CertificateRelations implements Relations {

    private final Certificates certificates;

    CertificateRelations(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public Resource resource() {
        return Resource.CERTIFICATE;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return certificates
                .find(new CertificateId(id))
                .filter(certificate -> certificate.issuer().equals(institution))
                .map(certificate -> Set.of(Relation.ISSUER))
                .orElse(Set.of());
    }
}
