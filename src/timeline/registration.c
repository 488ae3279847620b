/* timeline/registration.c - the lives of domains and of networks, as registries tell
 * them. */
#include "check/registry_list.h"
#include "timeline/gather.h"

static bool speaks(const struct enquiry_step *step, enum registration_source source)
{
	bool rdap =
	    source == REGISTRATION_REGISTRY_RDAP || source == REGISTRATION_REGISTRAR_RDAP;
	bool registry =
	    source == REGISTRATION_REGISTRY_RDAP || source == REGISTRATION_REGISTRY_WHOIS;

	return step->state == ENQUIRY_FOUND && step->rdap == rdap &&
	       (step->peer == PEER_REGISTRY) == registry;
}

/* The server that said it. */
static struct str server_of(const struct enquiry *enquiry, enum registration_item item)
{
	const struct registration *registration = &enquiry->registration;

	for (uint32_t i = 0; registration->known[item] && i < enquiry->step_count; i++)
		if (speaks(&enquiry->steps[i], registration->from[item]))
			return enquiry->steps[i].server;
	return last_server(enquiry);
}

static struct moment *add_time(struct gather *gather, const struct registry_time *time,
			       const char *kind, struct str who, const char *msgid,
			       struct str name)
{
	struct moment *moment = moment_add(gather, time->utc, kind, GRADE_VOUCHED, who);

	moment->date_only = time->day_only;
	moment->zone_open = !time->day_only && time->zone == REGISTRY_ZONE_ASSUMED;
	moment_text(moment, msgid);
	moment_str(gather, moment, "name", name);
	return moment;
}

static bool bears_the_mail(const struct survey_domain *domain)
{
	return domain->roles & (SEEN_SENDERS | SEEN_SITES);
}

static bool tells_of_the_mail(const struct survey_domain *domain)
{
	return bears_the_mail(domain) || (domain->roles & SEEN_WANTED);
}

static void check_created(struct gather *gather, struct moment *created,
			  const struct survey_domain *domain)
{
	if (bears_the_mail(domain) && gather->timeline->arrived &&
	    moment_is_after_time(created, gather->timeline->arrived))
		moment_impossible(created,
				  N_("after the mail that names it: registered anew "
				     "since, or the mail's time is wrong"));
}

static void add_end(struct gather *gather, const struct registry_facts *facts,
		    const struct moment *created, const struct enquiry *enquiry)
{
	struct moment *moment = add_time(
	    gather, &facts->expires, "expires", server_of(enquiry, REGISTRATION_EXPIRES),
	    N_("The registration of {name} ends."), enquiry->name);

	moment->due = true;
	if (created && moment_is_after(created, moment))
		moment_impossible(moment, N_("it ends before it begins"));
}

static void add_changed(struct gather *gather, const struct registry_facts *facts,
			const struct moment *created, const struct enquiry *enquiry)
{
	struct moment *moment = add_time(
	    gather, &facts->updated, "updated", server_of(enquiry, REGISTRATION_UPDATED),
	    N_("The registration of {name} was last changed."), enquiry->name);

	if (created && moment_is_after(created, moment))
		moment_impossible(moment, N_("changed before it began"));
}

static void add_free(struct gather *gather, const struct registration_life *life,
		     const struct enquiry *enquiry)
{
	struct moment *moment =
	    moment_add(gather, life->free_from, "free", GRADE_GUESSED, STR("RFC 3915"));

	moment->date_only = moment->due = true;
	if (life->free_until > life->free_from) {
		moment_text(moment, N_("By the rules of such registries anybody may "
				       "register {name} from about this day, at the "
				       "latest from {until}."));
		moment_str(gather, moment, "until",
			   day_text(gather->in->arena, life->free_until));
	} else {
		moment_text(moment, N_("By the rules of such registries anybody may "
				       "register {name} from about this day."));
	}
	moment_str(gather, moment, "name", enquiry->name);
}

static const char *const stage_words[STAGE_PENDING_DELETE + 1] = {
	[STAGE_HELD] = N_("registered, and kept out of the DNS"),
	[STAGE_EXPIRED] = N_("its term is over"),
	[STAGE_AUTO_RENEWED] = N_("renewed by itself; may still be given back"),
	[STAGE_REDEMPTION] = N_("given up; its holder can have it back"),
	[STAGE_TO_BE_SUSPENDED] = N_("given up, ends with the month"),
	[STAGE_SUSPENDED] = N_("given up; can be had back until the 20th"),
	[STAGE_PENDING_DELETE] = N_("will be deleted; nobody can have it back"),
};

static void add_stage(struct gather *gather, const struct enquired_domain *at)
{
	const struct enquiry *enquiry = at->enquiry;
	struct moment *moment;

	/* That it is registered, its dates say. */
	if (!stage_words[at->life.stage] || enquiry->told_at <= 0)
		return;
	moment = moment_add(gather, enquiry->told_at, "state", GRADE_VOUCHED,
			    last_server(enquiry));
	moment_text(moment, N_("State of {name} when its registry was asked: {state}."));
	moment_str(gather, moment, "name", enquiry->name);
	moment_word(gather, moment, "state", stage_words[at->life.stage]);
}

static void add_domain(struct gather *gather, const struct survey_domain *domain,
		       const struct enquired_domain *at)
{
	const struct registration *found = enquired_registration(at);
	struct moment created, *moment;

	if (!found)
		return;
	if (found->facts.created.ok) {
		moment = add_time(gather, &found->facts.created, "registered",
				  server_of(at->enquiry, REGISTRATION_CREATED),
				  N_("{name} was registered."), at->enquiry->name);
		check_created(gather, moment, domain);
		created = *moment;
	}
	if (found->facts.updated.ok)
		add_changed(gather, &found->facts,
			    found->facts.created.ok ? &created : NULL, at->enquiry);
	if (found->facts.expires.ok)
		add_end(gather, &found->facts, found->facts.created.ok ? &created : NULL,
			at->enquiry);
	if (at->life.has_free)
		add_free(gather, &at->life, at->enquiry);
	add_stage(gather, at);
}

static void add_network(struct gather *gather, const struct held *one)
{
	const struct registry_network *network = one->network;
	struct str who = last_server(one->enquiry);
	struct moment *moment;

	if (network->created.ok) {
		moment = add_time(gather, &network->created, "registered", who,
				  N_("The network {range} ({name}) was registered."),
				  held_name(network));
		moment_str(gather, moment, "range", network->range);
		moment->aside = true;
	}
	if (network->updated.ok) {
		moment = add_time(gather, &network->updated, "updated", who,
				  N_("The registration of the network {range} ({name}) "
				     "was last changed."),
				  held_name(network));
		moment_str(gather, moment, "range", network->range);
		moment->aside = true;
	}
}

void gather_registrations(struct gather *gather)
{
	const struct inspection *in = gather->in;
	struct held one;

	if (!in->survey || !in->enquiries)
		return;
	for (uint32_t i = 0; i < in->survey->domain_count; i++) {
		uint32_t from = gather->timeline->count;

		if (in->enquiries->domains[i].enquiry)
			add_domain(gather, &in->survey->domains[i],
				   &in->enquiries->domains[i]);
		for (; from < gather->timeline->count; from++)
			gather->timeline->moments[from].aside =
			    !tells_of_the_mail(&in->survey->domains[i]);
	}
	for (uint32_t i = 0; held_next(in, &i, &one);)
		add_network(gather, &one);
}
