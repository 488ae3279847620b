/* cmd/logs.h - the mail logs that the user named, opened, in the order of their times. */
#pragma once
#include "cmd/cmd.h"

/* Rotated files of one log go from the oldest to the newest by their names
 * ("mail.log.2.gz", "mail.log.1", "mail.log"; "mail.log-20230101"); different logs as
 * they were named. */
bool logs_open(struct session *session, struct log_files *ret, struct err *err);
void logs_close(struct log_files *logs);
/* For a test: the order alone. */
void logs_sort(const char **names, unsigned count);
