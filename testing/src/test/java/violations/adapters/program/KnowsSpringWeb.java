package violations.adapters.program;

import org.springframework.web.bind.annotation.RestController;

@RestController
class KnowsSpringWeb {}
