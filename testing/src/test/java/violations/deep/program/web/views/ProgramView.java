package violations.deep.program.web.views;

class ProgramView {}
