package violations.names.program;

class DateUtil {}
