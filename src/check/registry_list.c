/* check/registry_list.c - see registry_list.h. */
#include "check/registry_list.h"

enum { SEEN_TOLD = SEEN_SENDERS | SEEN_WANTED | SEEN_CLICKED };

static const struct enquiries *enquiries_of(const struct inspection *in)
{
	return in->enquiries && in->enquiries->done ? in->enquiries : NULL;
}

/* --- domains -------------------------------------------------------------------------
 */

bool enquired_next(const struct inspection *in, uint32_t *i, struct registered *ret)
{
	const struct enquiries *enquiries = enquiries_of(in);

	for (; enquiries && *i < in->survey->domain_count; ++*i) {
		const struct survey_domain *domain = &in->survey->domains[*i];
		const struct enquired_domain *at = &enquiries->domains[*i];
		const struct registration *registration = enquired_registration(at);

		if (!at->enquiry || domain->own || !(domain->roles & SEEN_TOLD))
			continue;
		*ret = (struct registered){ .domain = domain, .at = at };
		if (registration) {
			ret->facts = &registration->facts;
			ret->registrant = &registration->registrant;
		}
		++*i;
		return true;
	}
	return false;
}

bool registered_next(const struct inspection *in, uint32_t *i, struct registered *ret)
{
	while (enquired_next(in, i, ret))
		if (ret->facts)
			return true;
	return false;
}

struct finding *registered_finding(struct inspection *in, const struct check *self,
				   const struct registered *one)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "domain", one->domain->name);
	finding_at_domain(finding, one->domain);
	return finding;
}

void finding_moment(struct finding *finding)
{
	finding_word(finding, "moment",
		     finding->in->thing ? N_("today") : N_("this message"));
}

void registrant_fields(struct arena *arena, const struct registry_contact *registrant,
		       enum registry_standing standing, struct pieces *ret)
{
	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		if (registrant->fields[i].standing == standing)
			pieces_add(arena, ret, str_c(registry_field_name(i)));
}

struct str registrant_value(const struct registry_contact *registrant,
			    enum registry_standing standing)
{
	static const enum registry_field order[] = {
		REGISTRY_ORGANIZATION, REGISTRY_NAME,  REGISTRY_EMAIL,
		REGISTRY_STREET,       REGISTRY_PHONE,
	};

	for (size_t i = 0; i < COUNT(order); i++) {
		const struct registry_value *value = &registrant->fields[order[i]];

		/* a value of stars alone shows nothing */
		if (value->standing == standing && value->text.n &&
		    (standing != REGISTRY_MASKED || order[i] == REGISTRY_EMAIL))
			return value->text;
	}
	return STR_NONE;
}

bool is_shown(const struct registry_value *value)
{
	return value->text.n && (value->standing == REGISTRY_PUBLISHED ||
				 value->standing == REGISTRY_MASKED);
}

void registered_by_mailbox(struct inspection *in, const struct check *self,
			   struct str class_name)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);) {
		const struct registry_value *email =
		    &one.registrant->fields[REGISTRY_EMAIL];
		const struct domain_class *class_ =
		    tables_class(in->env->tables, domain_of(email->text));
		struct finding *finding;

		if (!is_shown(email) || !class_ || !str_eq(class_->class_, class_name))
			continue;
		finding = registered_finding(in, self, &one);
		finding_str(finding, "mailbox", email->text);
		finding_str(finding, "service", class_->name);
	}
}

struct str last_server(const struct enquiry *enquiry)
{
	for (uint32_t i = enquiry->step_count; i-- > 0;)
		if (enquiry->steps[i].state == enquiry->state &&
		    enquiry->steps[i].server.n)
			return enquiry->steps[i].server;
	return or_dash(enquiry->step_count
			   ? enquiry->steps[enquiry->step_count - 1].server
			   : STR_NONE);
}

struct str day_text(struct arena *arena, int64_t utc)
{
	char text[DATE_TEXT];

	return arena_str(arena, str_sub(date_iso(utc, text), 0, 10));
}

/* --- addresses -----------------------------------------------------------------------
 */

bool held_next(const struct inspection *in, uint32_t *i, struct held *ret)
{
	const struct enquiries *enquiries = enquiries_of(in);

	for (; enquiries && *i < in->survey->address_count; ++*i) {
		const struct survey_address *address = &in->survey->addresses[*i];
		const struct enquired_address *at = &enquiries->addresses[*i];

		/* neighbours share one enquiry; it is told of the first */
		if (!at->enquiry || !at->enquiry->network ||
		    !ip_eq(&at->enquiry->ip, &address->ip))
			continue;
		*ret = (struct held){ .address = address,
				      .enquiry = at->enquiry,
				      .network = at->enquiry->network,
				      .at = at };
		++*i;
		return true;
	}
	return false;
}

static void at_client(struct finding *finding, const struct survey_address *address)
{
	const struct hop *hop = origin_hop(finding->in);

	if (hop && address->roles & 1u << SEEN_CLIENT)
		finding_at_hop(finding, hop->n);
}

struct finding *held_finding(struct inspection *in, const struct check *self,
			     const struct held *one)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "ip", one->address->text);
	at_client(finding, one->address);
	return finding;
}

struct str held_name(const struct registry_network *network)
{
	struct str line = network->organization;

	if (!line.n)
		line = str_until(network->description, '\n');
	return line.n ? line : network->name;
}

struct str held_abuse(const struct held *one)
{
	const struct registry_abuse *abuse = enquiry_abuse(one->enquiry, REGISTRY_HOLDER);

	return abuse ? abuse->email : STR_NONE;
}

uint32_t held_asn(const struct held *one)
{
	if (one->network->asn)
		return one->network->asn;
	for (uint32_t i = 0; i < one->at->places.count; i++)
		if (one->at->places.items[i].asn)
			return one->at->places.items[i].asn;
	return 0;
}

/* --- places --------------------------------------------------------------------------
 */

bool placed_next(const struct inspection *in, uint32_t *i, struct placed *ret)
{
	const struct enquiries *enquiries = enquiries_of(in);

	for (; enquiries && *i < in->survey->address_count; ++*i) {
		const struct geo_answers *places = &enquiries->addresses[*i].places;

		if (places->count == 0)
			continue;
		*ret = (struct placed){ .address = &in->survey->addresses[*i],
					.places = places };
		++*i;
		return true;
	}
	return false;
}

struct finding *placed_finding(struct inspection *in, const struct check *self,
			       const struct placed *one)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "ip", one->address->text);
	at_client(finding, one->address);
	return finding;
}

struct str place_text(struct arena *arena, const struct geo_answer *answer)
{
	struct str text = answer->country;

	if (answer->city.n)
		text = arena_printf(arena, "%.*s, %.*s", STR_ARG(text),
				    STR_ARG(answer->city));
	if (answer->has_radius && answer->radius_km < 100000)
		text = arena_printf(arena, "%.*s, %u km", STR_ARG(text),
				    (unsigned)answer->radius_km);
	if (answer->as_of.n)
		return arena_printf(arena, "%.*s (%.*s, %.*s)", STR_ARG(text),
				    STR_ARG(answer->source), STR_ARG(answer->as_of));
	return arena_printf(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(answer->source));
}
