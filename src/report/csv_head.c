/* report/csv_head.c - see csv_head.h; known to the command, which writes it. */
#include "report/csv_head.h"

const char report_csv_head[] =
    "type,value,defanged,role,first_seen,last_seen,confidence,source,tlp\r\n";
