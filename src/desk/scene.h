/* desk/scene.h - what the evidence lets us tell others: which sites and names serve the
 * fraud, and who in it is a victim.
 *
 * A site is told of where something speaks against that very link, or where it is the one
 * place that the mail leads to beside those of the brand and ours. A sender's domain is
 * told of where it is established to have sent it, and was registered for that, as far as
 * its age tells; an old one is a misused one. */
#pragma once
#include "check/inspection.h"

struct bad_site {
	struct str host, domain;	   /* registrable; the host where there is none */
	const struct link *link;	   /* the first that leads there */
	const struct domain_class *shared; /* a service of strangers; NULL */
};

struct bad_name {
	struct str domain;
	bool sender; /* it sent the mail; else it has the site */
	bool old;    /* registered for years: it may have been broken into */
};

struct scene {
	const struct inspection *in;
	struct arena *arena;
	bool told;    /* the verdict supports letters */
	bool genuine; /* the sender is established, and the brand's own */
	bool stolen;  /* somebody logged in to another's account */
	struct str account, account_domain;
	struct bad_site *sites;
	uint32_t site_count, site_cap;
	struct bad_name *names;
	uint32_t name_count, name_cap;
	struct str misused; /* a sender's domain that is established and old; empty */
	struct str mailbox; /* of the sender at a service that gives them to all; empty */
	struct str reply_mailbox; /* where answers would go, likewise; empty */
};

void scene_read(const struct inspection *in, struct scene *ret);
/* Does the name serve the fraud, or belong to it? */
bool scene_is_attackers(const struct scene *scene, struct str host);
