/* report/format.c - the table of formats. */
#include "report/authres.h"
#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/misp.h"
#include "report/stix.h"
#include "report/letter.h"
#include "report/svg_report.h"
#include "report/text.h"

const struct report_format *const report_formats[] = {
	&report_text,	  &report_json, &report_html, &report_csv,
	&report_markdown, &report_stix, &report_misp, &report_authres,
	&report_svg,	  &report_arf,	&report_xarf, NULL,
};

const struct report_format *report_format_find(struct str name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (str_eq_nocase(str_c(report_formats[i]->name), name))
			return report_formats[i];
	return NULL;
}
