/* check/visit_list.c - see visit_list.h. */
#include "check/visit_list.h"

const struct visit *visit_next(const struct inspection *in, const struct visit *after)
{
	const struct visits *visits = in->visits;
	uint32_t i = after ? (uint32_t)(after - visits->items) + 1 : 0;

	return visits && i < visits->count ? &visits->items[i] : NULL;
}

/* Was it told for a visit before this one? */
static bool is_told(const struct inspection *in, uint32_t before,
		    const struct handshake *handshake)
{
	for (uint32_t i = 0; i < before; i++) {
		const struct visit *visit = &in->visits->items[i];

		for (uint32_t k = 0; k < visit->handshake_count; k++)
			if (visit->handshakes[k].port == handshake->port &&
			    str_eq(visit->handshakes[k].host, handshake->host))
				return true;
	}
	return false;
}

const struct handshake *handshake_next(const struct inspection *in,
				       struct handshake_walk *walk)
{
	for (; in->visits && walk->visit < in->visits->count;
	     walk->visit++, walk->handshake = 0) {
		const struct visit *visit = &in->visits->items[walk->visit];

		while (walk->handshake < visit->handshake_count) {
			const struct handshake *handshake =
			    &visit->handshakes[walk->handshake++];

			walk->of = visit;
			if (handshake->count && !is_told(in, walk->visit, handshake))
				return handshake;
		}
	}
	return NULL;
}

const struct page_facts *visit_page(const struct visit *visit)
{
	const struct visit_hop *hop = visit_end(visit);

	return hop ? hop->page : NULL;
}

struct finding *finding_for_visit(struct inspection *in, const struct check *self,
				  const struct visit *visit, const struct visit_hop *hop)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "host",
		    hop ? hop->host.ascii : link_target_host(visit->link)->ascii);
	finding_str(finding, "url", hop ? hop->href : visit->href);
	finding_at_link(finding, visit->link);
	return finding;
}

struct finding *finding_for_handshake(struct inspection *in, const struct check *self,
				      const struct visit *visit,
				      const struct handshake *handshake)
{
	struct finding *finding = finding_add(in, self);
	const struct certificate *own = &handshake->chain[0];

	finding_str(finding, "host", handshake->host);
	finding_str(finding, "subject", or_dash(own->subject.text));
	finding_str(finding, "issuer", or_dash(own->issuer.text));
	finding_at_link(finding, visit->link);
	return finding;
}

bool visit_is_of_sender(const struct inspection *in, const struct host *host)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	return from && from->domain.n &&
	       host_related(in->arena, from->domain, host->ascii);
}

void finding_way(struct finding *finding, const struct visit *visit)
{
	struct arena *arena = finding->in->arena;
	struct pieces way = { 0 };

	for (uint32_t i = 0; i < visit->hop_count; i++) {
		const struct visit_hop *hop = &visit->hops[i];
		const char *by = page_lead_name(hop->by);

		pieces_add(arena, &way,
			   by ? arena_printf(arena, "%.*s (%s)", STR_ARG(hop->href), by)
			      : hop->href);
	}
	if (visit->state == VISIT_LED_AWAY && visit->hop_count) {
		const struct visit_hop *last = &visit->hops[visit->hop_count - 1];

		if (last->next.n)
			pieces_add(arena, &way,
				   arena_printf(arena, "%.*s (%s)", STR_ARG(last->next),
						page_lead_name(last->next_by)));
	}
	finding_list(finding, "way", way.items, way.count);
}
