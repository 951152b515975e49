package id.bekal.contracts.agreements;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.Topic;

/** What agreements-service publishes. */
@Topic("bekal.agreements.v1")
public sealed interface AgreementsEvent extends DomainEvent
        permits InstitutionEvent, AgreementEvent {}
