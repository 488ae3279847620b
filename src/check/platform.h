/* check/platform.h - was the message sent by a platform (record/platform.h), is that
 * established, and whose account was it? */
#pragma once
#include "check/check.h"

struct sent_by {
	const struct platform *platform;
	bool by_from;	   /* it speaks in From, not only on the envelope */
	bool established;  /* by a result recorded on our side, or evaluated here */
	enum grade grade;  /* of that; GRADE_CLAIMED otherwise */
	struct str proof;  /* "dkim=pass (b.example)"; "-" */
	struct str tenant; /* account; empty: it does not say */
};

/* NULL: by none that is known. To be asked by checks, when all facts are known; kept. */
const struct sent_by *sent_by_platform(struct inspection *in);
/* The same for who asks only that; NULL: by none. */
const struct platform *platform_of_sender(const struct inspection *in);
/* Values "platform", "slots", "tenant", "abuse", "proof", "from". */
void platform_values(struct finding *finding, const struct sent_by *sent);
