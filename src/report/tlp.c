/* report/tlp.c - see tlp.h; the ids are those of the extension that STIX names for TLP
 * 2.0. */
#include "report/tlp.h"

const struct tlp tlp_levels[TLP_LEVELS] = {
	{ "clear", "TLP:CLEAR",
	  "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487" },
	{ "green", "TLP:GREEN",
	  "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb" },
	{ "amber", "TLP:AMBER",
	  "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421" },
	{ "amber+strict", "TLP:AMBER+STRICT",
	  "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003" },
	{ "red", "TLP:RED", "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1" },
};

const struct tlp *tlp_find(struct str name)
{
	str_eat(&name, STR("TLP:"));
	for (size_t i = 0; i < TLP_LEVELS; i++)
		if (str_eq_nocase(name, str_c(tlp_levels[i].name)))
			return &tlp_levels[i];
	return NULL;
}
