package violations.sharing.program;

import id.bekal.testing.Api;

/** As if {@code id.bekal.testing} were another service. */
class Program {

    Api other = Api.at(1);
}
