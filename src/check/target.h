/* check/target.h - whom a mail was delivered to, as far as the header tells. */
#pragma once
#include "check/check.h"

struct target {
	struct str address, local, domain;
	const struct field *field;
	uint32_t hop;
	enum grade grade;
};

/* Delivered-To or X-Original-To, else "for" of the hop at the boundary, else the only
 * addressee in To. False where none of them names one. */
bool target_of(const struct inspection *in, struct target *ret);
/* A profile lists the local parts that exist, the target is at an own domain, and its
 * local part is none of them ("name+tag" counts as "name"). */
bool target_is_unknown(const struct inspection *in, const struct target *target);
