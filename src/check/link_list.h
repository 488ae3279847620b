/* check/link_list.h - what the checks of links share. */
#pragma once
#include "check/check.h"

/* A person's click goes there: it is opened by a browser, and does not merely load. */
bool link_is_followed(const struct link *link);
/* The next followed link after `after` (NULL: the first) with any of `flags`, or with
 * whatever flags where that is 0. NULL at the end. */
const struct link *link_next(const struct inspection *in, const struct link *after,
			     uint32_t flags);
/* Where it leads, as one name: registrable domain, else host, else the address that a
 * mail would go to, else scheme. */
struct str link_domain(const struct link *link);
/* Add `name` to names[*count] unless it is there, or `most` are. */
void keep_name(struct str *names, uint32_t *count, uint32_t most, struct str name);
/* The address of "mailto:", empty for others. */
struct str link_address(const struct link *link);
/* Whose the host is: what stands right of the name that it wears ("circulo.example.org"
 * of "bank.example.jp.circulo.example.org"), at least the registrable domain. */
struct str link_owner(const struct link *link, const struct likeness *like);

/* A finding for the place where `link` leads, with the link as evidence and the values
 * "url", "host", "domain", "text" and "where"; NULL where the place has one (which then
 * has one more piece of evidence), or where there are PLACES of them already. */
enum { PLACES = 8 };
struct finding *finding_for_link(struct inspection *in, const struct check *self,
				 const struct link *link);

/* The claim of `brand` that the message makes, NULL if none. */
const struct claim *claim_of(const struct inspection *in, const struct brand *brand);
/* It names this brand (any, where `brand` is NULL) and does not come from it. */
bool claims_falsely(const struct inspection *in, const struct brand *brand);
/* Values "brand", "brand_ja", "official". */
void brand_values(struct finding *finding, const struct brand *brand);
/* The link's likeness of this kind (any of the bits 1 << LIKENESS_…), own name or
 * brand's; NULL if none. */
const struct likeness *link_likeness(const struct link *link, uint32_t kinds);
