package id.bekal.contracts.certification;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.Topic;

/** What certification-service publishes: no name, and nothing that tells of custody. */
@Topic("bekal.certification.v1")
public sealed interface CertificationEvent extends DomainEvent
        permits HolderKeyIssued,
                CertificateIssued,
                IssuanceWithheld,
                CertificateRevoked,
                CertificateReplaced,
                CompetenceRecorded,
                CertificateExpiring {}
