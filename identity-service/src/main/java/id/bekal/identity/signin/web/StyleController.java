package id.bekal.identity.signin.web;

import id.bekal.platform.security.OpenToAll;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

import java.time.Duration;

/** The pages' one style sheet; there are no other files to serve. */
@Controller
@OpenToAll
@Hidden
class StyleController {

    @GetMapping("/login/style.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css"))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(new ClassPathResource("pages/style.css"));
    }
}
