/* indicator/gather_sender.c - mailboxes and names of the sender's side, and of those whom
 * it aims at. */
#include "indicator/gather.h"

#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/origin.h"
#include "check/target.h"

/* --- whom it aims at --------------------------------------------------------------- */

static struct part_played part_of_victim(const struct gathering *g, struct str domain,
					 const char *source)
{
	return (struct part_played){
		.role = ROLE_VICTIM,
		.basis = BY_SITE,
		.confidence = site_is_own_domain(g->in->env->site, domain) ? 90 : 70,
		.source = source,
	};
}

/* Of a public mailbox provider only the mailbox is aimed at. */
static void add_victim(struct gathering *g, struct str address, const char *source)
{
	struct str domain = domain_of(address), whole;
	struct part_played part = part_of_victim(g, domain, source);
	const struct tables *tables = g->in->env->tables;

	gather_address(g, address, &part, 0);
	whole = host_registrable(g->in->arena, domain);
	if (whole.n && !tables_class(tables, domain) && !brand_of_domain(tables, domain))
		gather_add(g, INDICATOR_DOMAIN, whole, &part);
}

static void add_recipients(struct gathering *g, const struct address_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		add_victim(g, list->items[i].address, "to");
}

void gather_victims(struct gathering *g)
{
	const struct inspection *in = g->in;
	const struct str_list *own = &in->env->site->own_domains;
	struct part_played part;
	struct target target;

	if (target_of(in, &target))
		add_victim(g, target.address, "delivered-to");
	if (!mailing_list(in)) {
		add_recipients(g, &in->message->to);
		add_recipients(g, &in->message->cc);
	}
	for (uint32_t i = 0; i < own->count; i++) {
		part = part_of_victim(g, own->items[i], "site");
		gather_add(g, INDICATOR_DOMAIN, own->items[i], &part);
	}
}

/* --- who sent it -------------------------------------------------------------------- */

static struct part_played accused(const struct gathering *g, const struct charge *charge)
{
	return (struct part_played){ ROLE_BAD, BY_CHARGE, charge_confidence(g, charge),
				     charge->source };
}

/* A name that nothing establishes may be forged, and one beside From's may be that of a
 * service which sends for many: nothing is held against these. */
static const struct charge *charge_for(const struct gathering *g, struct str domain)
{
	static const struct charge none;
	const struct identity *from = identity_first(&g->in->ids, ID_FROM);
	struct str registrable = host_registrable(g->in->arena, domain);
	bool shown = from && str_eq_nocase(from->registrable, registrable);

	return domain_is_established(g, registrable) &&
		       (shown || domain_is_made_for_it(g, registrable))
		   ? &g->sender
		   : &none;
}

/* The mailbox at a public provider is whoever has it; elsewhere it is as its domain. */
static struct part_played part_of_mailbox(const struct gathering *g, struct str domain,
					  const struct charge *charge, const char *source)
{
	const struct tables *tables = g->in->env->tables;

	if (!site_is_own_domain(g->in->env->site, domain) &&
	    class_is_of_mailboxes(tables_class(tables, domain)))
		return charge_holds(g, charge) ? accused(g, charge) : part_plain(source);
	return part_of_host(g, domain, charge, source);
}

/* What a platform sent for a customer of its own. */
static bool is_platforms(const struct gathering *g)
{
	const struct finding *finding = inspection_find(g->in, STR("role.platform"));

	return finding && finding->grade != GRADE_CLAIMED;
}

static void add_named(struct gathering *g, const struct identity *id)
{
	const struct charge *charge = charge_for(g, id->domain);
	const char *source = identity_role_name(id->role);
	struct part_played part = part_of_mailbox(g, id->domain, charge, source);
	struct charge none = { 0 };

	if (part.basis == BY_CHARGE && is_platforms(g))
		part = (struct part_played){ ROLE_ABUSED, BY_TABLE, 70, "role.platform" };
	gather_address(g, id->text, &part, 0);
	if (id->domain.n == 0)
		return;
	/* A provider's own name is no more than the place where the mailbox is, and one
	 * mailbox that was misused says nothing of the others at an organisation's. */
	if (class_is_of_mailboxes(id->class_) || part.basis == BY_TABLE ||
	    !domain_is_made_for_it(g, id->registrable))
		charge = &none;
	gather_host(g, id->domain, charge, source, 0);
	if (part.basis == BY_TABLE && !class_is_of_mailboxes(id->class_))
		gather_add(g, INDICATOR_DOMAIN,
			   host_registrable(g->in->arena, id->domain), &part);
}

/* Whoever wants an answer must be able to read it: that needs no proof. */
static void add_reply(struct gathering *g, const struct identity *id)
{
	struct charge charge = charge_of_finding(g, "id.reply-elsewhere");
	struct part_played part = part_of_mailbox(g, id->domain, &charge, "reply-to");
	struct charge none = { 0 };

	gather_address(g, id->text, &part, 0);
	if (id->domain.n)
		gather_host(g, id->domain,
			    part.role == ROLE_BAD &&
				    domain_is_made_for_it(g, id->registrable)
				? &charge
				: &none,
			    "reply-to", 0);
}

/* The login belongs to somebody else than the sender shown: he is a victim as well, and
 * his account was used. */
static void add_login(struct gathering *g, const struct identity *id)
{
	const struct finding *stolen =
	    inspection_find(g->in, STR("victim.stolen-account"));
	struct part_played part = part_plain("auth-user");

	if (g->accusing && stolen && stolen->severity == SEVERITY_ADVERSE)
		part = (struct part_played){ ROLE_ABUSED, BY_TABLE, 60,
					     "victim.stolen-account" };
	gather_address(g, id->text, &part, id->hop);
	if (id->registrable.n)
		gather_add(g, INDICATOR_DOMAIN, id->registrable, &part);
}

/* A page with links prints the address of whom it was made for; a letter without any
 * wants its answer there. */
static bool leads_to_a_page(const struct gathering *g)
{
	const struct link *link = NULL;

	while ((link = link_next(g->in, link, 0)))
		if (url_is_http(link_target(link)))
			return true;
	return false;
}

static void add_wanted_answer(struct gathering *g)
{
	const struct finding *finding = inspection_find(g->in, STR("id.answer-in-text"));
	const struct value *value = finding ? finding_value(finding, "address") : NULL;
	struct charge charge = charge_of_finding(g, "id.answer-in-text");
	struct part_played part;

	if (!value || value->kind != VALUE_STR || leads_to_a_page(g))
		return;
	part = part_of_mailbox(g, domain_of(value->str), &charge, "id.answer-in-text");
	gather_address(g, value->str, &part, 0);
}

void gather_sender(struct gathering *g)
{
	const struct identities *ids = &g->in->ids;
	struct charge none = { 0 };

	for (uint32_t i = 0; i < ids->count; i++) {
		const struct identity *id = &ids->items[i];

		switch (id->role) {
		case ID_FROM:
		case ID_SENDER:
		case ID_RETURN_PATH:
			add_named(g, id);
			break;
		case ID_REPLY_TO:
			add_reply(g, id);
			break;
		case ID_DKIM:
			gather_host(g, id->domain, charge_for(g, id->domain), "dkim", 0);
			break;
		case ID_AUTH_USER:
			add_login(g, id);
			break;
		case ID_LIST:
			if (id->domain.n)
				gather_host(g, id->domain, &none, "list", 0);
			break;
		default:
			break;
		}
	}
	add_wanted_answer(g);
}
