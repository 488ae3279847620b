/* check/grade.h - how much is known, and how much it matters. */
#pragma once

/* Four grades of knowledge; never mixed. */
enum grade {
	GRADE_OBSERVED, /* by us: bytes that we have before us, our own query */
	GRADE_VOUCHED,	/* by a party we trust: our own relay, a registry */
	GRADE_CLAIMED,	/* anything the sender wrote */
	GRADE_GUESSED,	/* by inference, without a profile or with a stretch */
};

enum severity {
	SEVERITY_ADVERSE,     /* speaks against the message */
	SEVERITY_CAUTION,     /* odd, weak alone */
	SEVERITY_NOTE,	      /* worth knowing, neither way */
	SEVERITY_ESTABLISHED, /* speaks for a statement of the sender */
};

const char *grade_name(enum grade grade);	   /* "observed", … (JSON) */
const char *severity_name(enum severity severity); /* "adverse", … (JSON) */
