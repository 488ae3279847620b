/* report/svg_report.h - the format "svg": one picture, chosen by --picture. */
#pragma once
#include "report/report.h"

extern const struct report_format report_svg;
