/* check/pressure.c - see pressure.h. */
#include "check/pressure.h"

uint32_t pressure_kinds(const struct inspection *in)
{
	static const char *const ids[] = {
		"lang.threat",	  "lang.urgent",	  "lang.deadline",
		"lang.authority", "lang.secrecy",	  "lang.payment",
		"lang.reward",	  "text.accuses-person",  "text.claimed-effect",
		"text.extortion", "text.callback-number",
	};
	uint32_t count = 0;

	for (size_t i = 0; i < COUNT(ids); i++)
		count += inspection_find(in, str_c(ids[i])) != NULL;
	return count;
}

const struct finding *pressure_callback(const struct inspection *in)
{
	const struct finding *finding = inspection_find(in, STR("text.callback-number"));

	return finding && finding->severity != SEVERITY_ESTABLISHED ? finding : NULL;
}

bool pressure_money(const struct inspection *in)
{
	return inspection_find(in, STR("text.sum")) ||
	       inspection_find(in, STR("lang.payment")) ||
	       inspection_find(in, STR("lang.pretext-invoice")) ||
	       inspection_find(in, STR("lang.pretext-subscription"));
}
