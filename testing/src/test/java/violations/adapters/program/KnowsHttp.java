package violations.adapters.program;

import org.springframework.http.HttpStatus;

class KnowsHttp {

    HttpStatus status = HttpStatus.CONFLICT;
}
