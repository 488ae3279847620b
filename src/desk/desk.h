/* desk/desk.h - whom to tell: for each desk that can do something, its address, what it
 * can do, and how it wants to be told. */
#pragma once
#include "check/inspection.h"

struct desk {
	/* "network", "registrar", "registry", "host", "cdn", "account-owner", "brand",
	 * "national", "reporter": the JSON contract */
	const char *role;
	struct str name;	 /* of the organisation; from outside or from our table */
	struct str contact;	 /* address, or the form's URL */
	const char *via;	 /* "mail", "form", "telephone" */
	const char *form;	 /* "xarf", "arf", "text": what it reads best */
	const char *language;	 /* "ja", "en" */
	struct statement can_do; /* a sentence of ours */
	struct str about;	 /* the indicator that it can act on */
	struct str source; /* where the contact comes from: "rdap …", "data/desks.txt" */
	/* N_(): why one should be careful with this contact (it lies inside the
	 * attacker's own domain, it is a placeholder); NULL. */
	const char *warning;
};

struct desks {
	struct desk *items;
	uint32_t count, cap;
};

/* Of an examination that is finished; in its arena. Never NULL. Nobody is asked. */
const struct desks *desks_of(struct inspection *in);
