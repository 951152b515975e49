package violations.names.program;

class ProgramImpl {}
