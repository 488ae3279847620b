/* check/visit_list.h - what the checks of visits share. */
#pragma once
#include "check/link_list.h"
#include "check/origin.h"
#include "check/survey_list.h"

/* The next visit after `after` (NULL: the first); NULL at the end, or where nobody was
 * visited. */
const struct visit *visit_next(const struct inspection *in, const struct visit *after);
/* The next handshake with a certificate that was read, over all visits; each host once.
 * Start with { 0 }. */
struct handshake_walk {
	uint32_t visit, handshake;
	const struct visit *of;
};
const struct handshake *handshake_next(const struct inspection *in,
				       struct handshake_walk *walk);
/* The page at the end of the way; NULL: none was read. */
const struct page_facts *visit_page(const struct visit *visit);

/* A finding with the values "host" and "url" of the hop (NULL: of the link), the link as
 * evidence. */
struct finding *finding_for_visit(struct inspection *in, const struct check *self,
				  const struct visit *visit, const struct visit_hop *hop);
/* The same of a handshake: "host", "issuer", "subject". */
struct finding *finding_for_handshake(struct inspection *in, const struct check *self,
				      const struct visit *visit,
				      const struct handshake *handshake);
/* Does the site belong to the one who stands in From: one registrable domain? */
bool visit_is_of_sender(const struct inspection *in, const struct host *host);
/* "https://a.example/ (meta-refresh) https://a.example/login/", a piece for each hop. */
void finding_way(struct finding *finding, const struct visit *visit);
