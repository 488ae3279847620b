/* cmd/case.h - what the commands below `mekiki case` share. */
#pragma once
#include "cmd/reports.h"

/* A view of each case that the options name, in folders of those that end in ".case". */
enum exit_status case_views(struct session *session, enum case_view view);
