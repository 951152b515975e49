package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A certificate, statement of attainment or recorded competence certificate. */
public record CertificateId(@JsonValue String value) implements Id {

    @JsonCreator
    public CertificateId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
