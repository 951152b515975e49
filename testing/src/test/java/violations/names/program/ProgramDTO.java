package violations.names.program;

class ProgramDTO {}
