package id.bekal.agreements.agreement;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.time.Instant;

/**
 * The signed paper a party keeps, as a stored file.
 *
 * @param file id in the store of files
 * @param sha256 in hexadecimal
 * @param client the API client that stored it
 */
public record Original(
        @JsonIgnore String file,
        String fileName,
        String mediaType,
        long size,
        String sha256,
        Instant storedAt,
        String client) {}
