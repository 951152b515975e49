package id.bekal.certification.status.web;

import id.bekal.certification.status.SignedStatusLists;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
@Tag(name = "verification")
class StatusListController {

    private static final MediaType VC_JWT = MediaType.parseMediaType("application/vc+jwt");

    private final SignedStatusLists lists;

    StatusListController(SignedStatusLists lists) {
        this.lists = lists;
    }

    @Bean
    static PublicPaths publicStatusLists() {
        return new PublicPaths(List.of("/status-lists/**"));
    }

    @GetMapping("/status-lists/{id}")
    @OpenToAll
    @Operation(summary = "Which of the list's certificates no longer stand, signed by their issuer")
    ResponseEntity<String> read(@PathVariable String id) {
        return lists.find(id)
                .map(
                        jws ->
                                ResponseEntity.ok()
                                        .contentType(VC_JWT)
                                        .cacheControl(
                                                CacheControl.maxAge(SignedStatusLists.KEPT)
                                                        .cachePublic())
                                        .body(jws))
                .orElseThrow(NotFoundException::new);
    }
}
