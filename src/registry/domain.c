/* registry/domain.c - who registered a domain. */
#include "registry/form.h"
#include "registry/part.h"

#define N_(text) text

static const struct str iana = { "whois.iana.org", 14 };

/* RFC 6761, 6762, 7686, 8375, 9476, ICANN's "internal", and the tree of reverse names. */
const char *enquiry_no_domain(struct str name)
{
	static const struct str reserved[] = {
		STR("example"), STR("test"),	    STR("invalid"), STR("localhost"),
		STR("local"),	STR("onion"),	    STR("alt"),	    STR("internal"),
		STR("arpa"),	STR("lan"),	    STR("home"),    STR("corp"),
		STR("mail"),	STR("localdomain"),
	};
	struct str before, last;

	if (!str_cut_last(name, '.', &before, &last))
		return N_("it has no top-level domain");
	for (size_t i = 0; i < COUNT(reserved); i++)
		if (str_eq_nocase(last, reserved[i]))
			return N_("nobody can register names under its last label");
	return NULL;
}

/* --- RDAP ------------------------------------------------------------------------------
 */

/* The registry's, where IANA lists one, then the registrar's that it names. False:
 * waiting. `*ret_done`: nobody else needs to be asked. */
static bool by_rdap(const struct enquiry_how *how, struct enquiry *enquiry,
		    bool *ret_done)
{
	struct str base = how->bootstrap
			      ? bootstrap_find_domain(how->bootstrap, enquiry->name)
			      : STR_NONE;
	struct str url = arena_concat(
	    how->arena, base, arena_concat(how->arena, STR("domain/"), enquiry->name));
	struct enquiry_step *step = NULL;

	*ret_done = false;
	if (!base.n)
		return true;
	if (!step_rdap(how, enquiry, PEER_REGISTRY, url, &step))
		return false;
	*ret_done = step && !step->points_on && step->state >= ENQUIRY_NOT_FOUND;
	if (!*ret_done || step->state != ENQUIRY_FOUND)
		return true;
	return step_rdap(how, enquiry, PEER_REGISTRAR, step->facts->referral_rdap, &step);
}

/* --- WHOIS -----------------------------------------------------------------------------
 */

static struct str top_level(struct str name)
{
	struct str before, last;

	return str_cut_last(name, '.', &before, &last) ? last : name;
}

/* Where an answer sends us; empty: nowhere. */
static struct str next_server(const struct enquiry *enquiry,
			      const struct enquiry_step *step)
{
	if (!step_refers(step) || step_was_asked(enquiry, step->facts->referral))
		return STR_NONE;
	return step->facts->referral;
}

/* IANA, the registry, the registrar: each where the one before says so. */
static bool by_whois(const struct enquiry_how *how, struct enquiry *enquiry)
{
	struct whois_peer peer = { .peer = PEER_ROOT,
				   .server = iana,
				   .query = top_level(enquiry->name) };

	for (uint32_t referrals = 0;; referrals++) {
		const struct enquiry_step *step = step_whois(how, enquiry, &peer);

		if (!step || step->state == ENQUIRY_WAITING)
			return !step;
		peer.server = next_server(enquiry, step);
		if (!peer.server.n)
			return true;
		if (referrals == LIMIT_WHOIS_REFERRALS) {
			enquiry->too_many = true;
			return true;
		}
		peer.port = step->facts->referral_port;
		peer.peer = referrals ? PEER_REGISTRAR : PEER_REGISTRY;
		peer.query = form_domain(how->arena, peer.server, enquiry->name);
	}
}

/* --- together --------------------------------------------------------------------------
 */

static enum registration_source source_of(const struct enquiry_step *step)
{
	if (step->peer == PEER_REGISTRY)
		return step->rdap ? REGISTRATION_REGISTRY_RDAP
				  : REGISTRATION_REGISTRY_WHOIS;
	return step->rdap ? REGISTRATION_REGISTRAR_RDAP : REGISTRATION_REGISTRAR_WHOIS;
}

static void merge(const struct enquiry_how *how, struct enquiry *enquiry)
{
	const struct registry_facts *answers[REGISTRATION_SOURCES] = { 0 };

	for (uint32_t i = 0; i < enquiry->step_count; i++) {
		const struct enquiry_step *step = &enquiry->steps[i];

		if (step->peer == PEER_ROOT || step->points_on ||
		    step->state != ENQUIRY_FOUND)
			continue;
		if (!answers[source_of(step)])
			answers[source_of(step)] = step->facts;
	}
	registration_merge(how->arena, answers, &enquiry->registration);
}

bool enquire_domain(const struct enquiry_how *how, struct str name, struct enquiry *ret)
{
	bool done;

	*ret = (struct enquiry){ .name = name, .state = ENQUIRY_WAITING };
	if (!by_rdap(how, ret, &done) || (!done && !by_whois(how, ret)))
		return false;
	step_settle(ret);
	merge(how, ret);
	return true;
}
