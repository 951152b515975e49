package id.bekal.certification.number;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The numbers that a claimant, such as a program, has of a series, for good.
 *
 * @param id who claims them, and of what
 * @param first the first number
 * @param count how many, from the first on
 */
@Document("number_blocks")
public record NumberBlock(@Id String id, String series, long first, int count) {}
