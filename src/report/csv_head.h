/* report/csv_head.h - the line above all others: once, however many reports follow. */
#pragma once

extern const char report_csv_head[];
