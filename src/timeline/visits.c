/* timeline/visits.c - certificates of the sites that links lead to, and our visits. */
#include "check/origin.h"
#include "timeline/gather.h"

/* --- certificates ----------------------------------------------------------------------
 */

/* An issuer that nobody vouches for may write any time into it. */
static enum grade grade_of(const struct handshake *handshake)
{
	return handshake->verify_known && handshake->verify_code == 0 ? GRADE_VOUCHED
								      : GRADE_CLAIMED;
}

static struct str issuer_of(const struct certificate *certificate)
{
	struct str name = certificate_name_get(&certificate->issuer, STR("CN"));

	return or_dash(name.n ? name : certificate->issuer.text);
}

static void check_not_after(struct moment *moment, const struct handshake *handshake)
{
	if (handshake->answer &&
	    moment_is_after_time(moment, handshake->answer->asked_at))
		moment_impossible(moment, N_("after the certificate had been seen"));
}

static struct moment *add_time(struct gather *gather, const struct handshake *handshake,
			       int64_t utc, const char *kind, const char *msgid)
{
	const struct certificate *certificate = &handshake->chain[0];
	struct moment *moment =
	    moment_add(gather, utc, kind, grade_of(handshake), issuer_of(certificate));

	moment_text(moment, msgid);
	moment_str(gather, moment, "host", handshake->host);
	moment_str(gather, moment, "subject", certificate->subject.text);
	return moment;
}

static void add_certificate(struct gather *gather, const struct handshake *handshake)
{
	const struct certificate *certificate = &handshake->chain[0];
	struct moment *moment;

	if (certificate->first != CERTIFICATE_NO_TIME)
		check_not_after(add_time(gather, handshake, certificate->first,
					 "certificate",
					 N_("The certificate of {host} is valid from "
					    "here on ({subject}).")),
				handshake);
	for (uint32_t i = 0; i < certificate->logged_count; i++)
		check_not_after(add_time(gather, handshake, certificate->logged[i],
					 "certificate-logged",
					 N_("The certificate of {host} was given to a "
					    "public log.")),
				handshake);
	if (certificate->last == CERTIFICATE_NO_TIME)
		return;
	moment = add_time(gather, handshake, certificate->last, "certificate-ends",
			  N_("The certificate of {host} ends."));
	moment->due = true;
	if (certificate->first != CERTIFICATE_NO_TIME &&
	    certificate->last < certificate->first)
		moment_impossible(moment, N_("it ends before it begins"));
}

/* One certificate may stand behind several links. */
static bool is_repeated(const struct visits *visits, uint32_t visit, uint32_t index)
{
	const struct handshake *own = &visits->items[visit].handshakes[index];

	for (uint32_t i = 0; i <= visit; i++) {
		const struct visit *one = &visits->items[i];
		uint32_t count = i < visit ? one->handshake_count : index;

		for (uint32_t k = 0; k < count; k++)
			if (one->handshakes[k].count &&
			    str_eq(one->handshakes[k].host, own->host) &&
			    strcmp(one->handshakes[k].chain[0].sha256,
				   own->chain[0].sha256) == 0)
				return true;
	}
	return false;
}

/* --- visits
 * ------------------------------------------------------------------------------
 */

/* The words of the report's own list of visits. */
static const char *const state_words[VISIT_STATES] = {
	[VISIT_LIVE] = N_("a page stands there"),
	[VISIT_GONE] = N_("the server says that there is no such page"),
	[VISIT_ABSENT] = N_("no such page, says the server to a request without what "
			    "tells of the recipient"),
	[VISIT_DORMANT] = N_("the server is there and answers with nothing"),
	[VISIT_PARKED] = N_("the page of a name without a site"),
	[VISIT_BLOCKED] = N_("we are kept out"),
	[VISIT_REFUSED] = N_("no connection is accepted"),
	[VISIT_NO_ANSWER] = N_("no answer"),
	[VISIT_NO_NAME] = N_("there is no such name"),
	[VISIT_LED_AWAY] = N_("it leads on, and was not followed to the end"),
};

static void add_visit(struct gather *gather, const struct visit *visit)
{
	struct moment *moment;
	int64_t at;

	if (!visit_seen_at(visit, &at))
		return;
	moment = moment_add(gather, at, "visited", GRADE_OBSERVED, STR("mekiki"));
	moment_text(moment, N_("Visited: link {n}, {host}. State: {state}."));
	moment_int(gather, moment, "n", visit->link->n);
	moment_str(gather, moment, "host", link_target_host(visit->link)->ascii);
	if (state_words[visit->state])
		moment_word(gather, moment, "state", state_words[visit->state]);
}

void gather_visits(struct gather *gather)
{
	const struct visits *visits = gather->in->visits;

	for (uint32_t i = 0; visits && i < visits->count; i++) {
		const struct visit *visit = &visits->items[i];

		for (uint32_t k = 0; k < visit->handshake_count; k++)
			if (visit->handshakes[k].count && !is_repeated(visits, i, k))
				add_certificate(gather, &visit->handshakes[k]);
		add_visit(gather, visit);
	}
}
