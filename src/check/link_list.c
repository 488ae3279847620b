/* check/link_list.c - see link_list.h. */
#include "check/link_list.h"

bool link_is_followed(const struct link *link)
{
	return !(link->flags & (LINK_LOADS | LINK_BROKEN)) && !link->inert;
}

const struct link *link_next(const struct inspection *in, const struct link *after,
			     uint32_t flags)
{
	const struct links *links = &in->links;

	for (uint32_t i = after ? after->n : 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (link_is_followed(link) && (flags == 0 || link->flags & flags))
			return link;
	}
	return NULL;
}

struct str link_address(const struct link *link)
{
	const struct url *url = link_target(link);

	if (!str_eq(url->scheme, STR("mailto")) || str_find(url->path, '@') == STR_NPOS)
		return STR_NONE;
	return str_until(url->path, ',');
}

struct str link_domain(const struct link *link)
{
	const struct host *host = link_target_host(link);
	struct str address = link_address(link);

	if (host->registrable_domain.n)
		return host->registrable_domain;
	if (address.n)
		return address;
	return host->ascii.n ? host->ascii : link_target(link)->scheme;
}

struct str link_owner(const struct link *link, const struct likeness *like)
{
	const struct host *host = link_target_host(link);
	struct str least = host->registrable_domain, rest, label;
	size_t at = str_find_str(host->ascii, like->shown);

	if (least.n == 0)
		return host->ascii;
	if (at == STR_NPOS || like->shown.n == 0)
		return least;
	rest = str_skip(host->ascii, at + like->shown.n);
	/* To the end of the label in which the name stands. */
	if (!str_cut(rest, '.', &label, &rest) || rest.n < least.n)
		return least;
	return rest;
}

/* The check's finding for this place; counts its findings on the way. */
static struct finding *find_place(struct inspection *in, const struct check *self,
				  struct str domain, uint32_t *ret_count)
{
	*ret_count = 0;
	for (uint32_t i = in->finding_count; i-- > 0;) {
		const struct value *value;

		if (in->findings[i]->check != self)
			break;
		value = finding_value(in->findings[i], "domain");
		if (value && str_eq(value->str, domain))
			return in->findings[i];
		++*ret_count;
	}
	return NULL;
}

struct finding *finding_for_link(struct inspection *in, const struct check *self,
				 const struct link *link)
{
	struct str domain = link_domain(link);
	struct finding *finding;
	uint32_t count;

	finding = find_place(in, self, domain, &count);
	if (finding) {
		finding_at_link(finding, link);
		return NULL;
	}
	if (count >= PLACES)
		return NULL;
	finding = finding_add(in, self);
	finding_str(finding, "domain", domain);
	finding_str(finding, "host", link_target_host(link)->ascii);
	finding_str(finding, "url", link_target(link)->href);
	finding_str(finding, "text", link->text);
	finding_str(finding, "where", str_c(link->where));
	finding_at_link(finding, link);
	return finding;
}

const struct claim *claim_of(const struct inspection *in, const struct brand *brand)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].brand == brand)
			return &in->claims.items[i];
	return NULL;
}

bool claims_falsely(const struct inspection *in, const struct brand *brand)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];

		if ((!brand || claim->brand == brand) &&
		    claim->standing == STANDING_CONTRADICTED)
			return true;
	}
	return false;
}

void brand_values(struct finding *finding, const struct brand *brand)
{
	finding_str(finding, "brand", brand->name_en.n ? brand->name_en : brand->name_ja);
	finding_str(finding, "brand_ja", brand->name_ja);
	finding_list(finding, "official", brand->domains, brand->domain_count);
}

const struct likeness *link_likeness(const struct link *link, uint32_t kinds)
{
	for (uint32_t i = 0; i < link->likeness_count; i++)
		if (kinds & 1u << link->likenesses[i].how)
			return &link->likenesses[i];
	return NULL;
}

void keep_name(struct str *names, uint32_t *count, uint32_t most, struct str name)
{
	for (uint32_t i = 0; i < *count; i++)
		if (str_eq(names[i], name))
			return;
	if (*count < most)
		names[(*count)++] = name;
}
