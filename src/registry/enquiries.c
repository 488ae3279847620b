/* registry/enquiries.c - see enquiries.h. */
#include "registry/enquiries_part.h"

#include "record/geo_json.h"

struct enquiries *enquiries_begin(struct arena *arena, struct door *door,
				  const struct enquiries_query *query)
{
	struct enquiries *enquiries = arena_new_of(arena, struct enquiries);

	enquiries->arena = arena;
	enquiries->door = door;
	enquiries->query = *query;
	return enquiries;
}

/* --- choosing: what is asked does not depend on who answers first ----------------------
 */

/* While the survey still asks: what the message itself shows. */
static void choose_early(struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;

	if (enquiries->chosen_early)
		return;
	enquiries->chosen_early = true;
	choose_domains(enquiries, LIMIT_ENQUIRED_DOMAINS - LIMIT_ENQUIRED_LATER, false);
	for (uint32_t i = 0; i < survey->address_count; i++)
		choose_address(enquiries, i);
}

/* Reverse names, and the addresses of hosts. */
static void choose_late(struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;

	if (enquiries->chosen || !survey->done)
		return;
	enquiries->chosen = true;
	if (enquiries->again) {
		choose_led(enquiries);
		return;
	}
	choose_domains(enquiries, LIMIT_ENQUIRED_DOMAINS, true);
	for (uint32_t i = 0; i < survey->address_count; i++)
		choose_address(enquiries, i);
}

/* --- asking --------------------------------------------------------------------------
 */

static struct enquiry_how how(const struct enquiries *enquiries)
{
	return (struct enquiry_how){ .arena = enquiries->arena,
				     .door = enquiries->door,
				     .bootstrap = &enquiries->query.tables->bootstrap,
				     .allowed = enquiries->query.allowed };
}

static bool ask_domains(struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;
	struct enquiry_how asked = how(enquiries);
	bool done = true;

	for (uint32_t i = 0; i < survey->domain_count; i++) {
		struct enquired_domain *at = &enquiries->domains[i];
		struct enquiry *enquiry = at->enquiry;

		if (!enquiry || enquiry->state != ENQUIRY_WAITING)
			continue;
		if (!enquire_domain(&asked, survey->domains[i].name, enquiry)) {
			done = false;
			continue;
		}
		if (enquiry->state == ENQUIRY_FOUND)
			registration_life(&enquiry->registration.facts,
					  enquiries->query.at, enquiry->told_at,
					  &at->life);
	}
	return done;
}

static bool ask_addresses(struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;
	struct enquiry_how asked = how(enquiries);
	bool done = true;

	for (uint32_t i = 0; i < survey->address_count; i++) {
		struct enquiry *enquiry = enquiries->addresses[i].enquiry;
		struct ip ip;

		if (!enquiry || enquiry->state != ENQUIRY_WAITING)
			continue;
		ip = enquiry->ip;
		done &= enquire_address(&asked, &ip, enquiry);
	}
	return done;
}

static bool ask_place(struct enquiries *enquiries, uint32_t index)
{
	const struct survey_address *address = &enquiries->query.survey->addresses[index];
	struct enquired_address *at = &enquiries->addresses[index];
	struct question question;

	/* of neighbours in one network the first */
	if (at->place || why_no_holder(address) ||
	    (at->enquiry && !ip_eq(&at->enquiry->ip, &address->ip)) ||
	    !question_geo(enquiries->arena, &address->ip, &question))
		return true;
	door_purpose(enquiries->door, PURPOSE_PLACE);
	at->place = door_ask(enquiries->door, &question);
	if (at->place && at->place->status == ANSWER_ANSWERED)
		geo_json_read(enquiries->arena, at->place->bytes, &at->places);
	return at->place;
}

bool enquiries_round(struct enquiries *enquiries)
{
	bool done = true;

	if (enquiries->done)
		return true;
	choose_early(enquiries);
	choose_late(enquiries);
	done &= ask_domains(enquiries);
	done &= ask_addresses(enquiries);
	for (uint32_t i = 0; i < enquiries->query.survey->address_count; i++)
		done &= ask_place(enquiries, i);
	enquiries->done = done && enquiries->chosen;
	return enquiries->done;
}

void enquiries_again(struct enquiries *enquiries)
{
	enquiries->again = true;
	enquiries->chosen = enquiries->done = false;
}

/* --- finding -------------------------------------------------------------------------
 */

const struct enquired_domain *enquired_domain_of(const struct enquiries *enquiries,
						 struct str name)
{
	const struct survey *survey = enquiries->query.survey;
	const struct survey_domain *domain = survey_domain_of(survey, name);

	return domain ? &enquiries->domains[domain - survey->domains] : NULL;
}

const struct enquired_address *enquired_address_of(const struct enquiries *enquiries,
						   const struct ip *ip)
{
	const struct survey *survey = enquiries->query.survey;
	const struct survey_address *address = survey_address_of(survey, ip);

	return address ? &enquiries->addresses[address - survey->addresses] : NULL;
}

const struct registration *enquired_registration(const struct enquired_domain *domain)
{
	if (!domain || !domain->enquiry || domain->enquiry->state != ENQUIRY_FOUND)
		return NULL;
	return &domain->enquiry->registration;
}
