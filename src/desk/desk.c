/* desk/desk.c - see desk.h. */
#include "desk/part.h"

#include "verdict/verdict.h"

static const struct {
	const char *role, *form, *can_do;
} causes[DESK_CAUSES] = {
	[TOLD_AS_SENDING_NETWORK] = { "network", "xarf",
				      N_("{about} handed the message over and lies in "
					 "its network: it can cut "
					 "the machine off, speak to its customer, and "
					 "keep the logs.") },
	[TOLD_AS_ADDRESS_REGISTRY] = { "network", "arf",
				       N_("It gave out the addresses in which {about} "
					  "lies: it can reach the "
					  "holder, and see to it that somebody "
					  "answers.") },
	[TOLD_AS_GENUINE_SERVER] = { "network", "arf",
				     N_("{about} is its own machine, and the message "
					"truly came from there. "
					"Somebody made it send this: it can close that "
					"way and tell what else "
					"was sent. Nothing says that it wrote the "
					"text.") },
	[TOLD_AS_LOGIN_NETWORK] = { "network", "xarf",
				    N_("From {about}, in its network, somebody logged in "
				       "to another's "
				       "account: it can cut the machine off, find its "
				       "customer, and keep the "
				       "logs.") },
	[TOLD_AS_REGISTRAR] = { "registrar", "xarf",
				N_("It registered {about} for a customer: it can suspend "
				   "the name, and "
				   "with it page and mail end at once, wherever they "
				   "are.") },
	[TOLD_AS_REGISTRAR_OF_OLD] = { "registrar", "text",
				       N_("It registered {about}, a name of years whose "
					  "site may have been "
					  "broken into: it can reach the holder, and "
					  "suspend the name where "
					  "nobody mends it.") },
	[TOLD_AS_REGISTRY] = { "registry", "text",
			       N_("It keeps the register in which {about} stands: it can "
				  "take the name "
				  "out of the DNS where the registrar does nothing.") },
	[TOLD_AS_REGISTRY_OF_OLD] = { "registry", "text",
				      N_("It keeps the register in which {about} stands, "
					 "a name of years whose "
					 "site may have been broken into: it can press "
					 "the registrar to reach "
					 "the holder.") },
	[TOLD_AS_HOST] = { "host", "xarf",
			   N_("The machine behind {about} lies in its network: it can "
			      "take the page "
			      "down, speak to its customer, and keep the logs.") },
	[TOLD_AS_SHARED_HOST] = { "host", "text",
				  N_("A stranger misuses its service at {about}: it can "
				     "take the page or "
				     "link down and close the account. Nothing says that "
				     "it knew.") },
	[TOLD_AS_MAILBOX_HOST] = { "host", "arf",
				   N_("It has the mailbox {about}: it can close it and "
				      "keep its logs.") },
	[TOLD_AS_CDN] = { "cdn", "xarf",
			  N_("It passes on what is asked of {about} and hides the server "
			     "behind: "
			     "it can warn visitors, stop passing on, and tell which "
			     "hoster it is.") },
	[TOLD_AS_ACCOUNT_OWNER] = { "account-owner", "text",
				    N_("Somebody logged in as {about}, most likely with "
				       "a stolen password: "
				       "the owner can change it, see who logged in and "
				       "what else was sent. "
				       "The owner is a victim; nothing says that they "
				       "wrote the mail.") },
	[TOLD_AS_MISUSED_DOMAIN] = { "account-owner", "text",
				     N_("The message passed the own checks of {about}, "
					"an old name: an "
					"account or a server there is misused, most "
					"likely, and its owner can "
					"find which. The owner is a victim; nothing says "
					"that they wrote the "
					"mail.") },
	[TOLD_AS_BRAND] = { "brand", "text",
			    N_("Its name is misused: it can warn its customers and act "
			       "against the "
			       "copy.") },
	[TOLD_AS_PHISH_DESK] = { "national", "text",
				 N_("It collects phishing, warns the public and passes "
				    "pages on to those "
				    "who block or remove them.") },
	[TOLD_AS_SPAM_DESK] = { "national", "text",
				N_("It collects unlawful mail for those who enforce the "
				   "law on it; it "
				   "does not answer.") },
	[TOLD_AS_POLICE] = { "national", "text",
			     N_("It takes reports of crime. A report is no complaint by "
				"a victim: "
				"who lost something goes to the police in person.") },
	[TOLD_AS_CSIRT] = { "national", "text",
			    N_("It asks hosters and owners of sites, also abroad, to "
			       "act; it needs "
			       "addresses, times with zone, and what is wanted.") },
	[TOLD_AS_ADVICE_DESK] = { "national", "text",
				  N_("It advises people who got such mail, or who "
				     "entered something.") },
	[TOLD_AS_CONSUMER_LINE] = { "national", "text",
				    N_("Only for people who entered or paid something: "
				       "it advises what to do "
				       "next.") },
	[TOLD_AS_REPORTER] = { "reporter", "text",
			       N_("They wait for an answer: what it was, and what to "
				  "do.") },
};

/* --- the list ------------------------------------------------------------------------
 */

static void add_about(struct arena *arena, struct desk *desk, struct str about)
{
	for (uint32_t i = 0; i < desk->about_count; i++)
		if (str_eq(desk->abouts[i], about))
			return;
	if (about.n == 0)
		return;
	ARENA_GROW(arena, desk->abouts, desk->about_count, desk->about_cap);
	desk->abouts[desk->about_count++] = about;
	if (desk->about_count == 1)
		desk->about = about;
}

/* A desk with nothing but its name is the same by it. */
static bool is_same(const struct desk *desk, enum desk_cause cause, struct str name,
		    const struct desk_contact *contact)
{
	if (desk->cause != cause || !str_eq_nocase(desk->contact, contact->address))
		return false;
	return contact->address.n ? cause < TOLD_AS_BRAND : str_eq(desk->name, name);
}

struct desk *desk_add(struct desk_list *list, enum desk_cause cause, struct str name,
		      const struct desk_contact *contact, struct str about)
{
	struct desks *desks = list->desks;
	struct desk *desk;

	for (uint32_t i = 0; i < desks->count; i++)
		if (is_same(&desks->items[i], cause, name, contact)) {
			add_about(list->arena, &desks->items[i], about);
			return &desks->items[i];
		}
	if (desks->count == LIMIT_DESKS) {
		desks->left_out++;
		return NULL;
	}
	ARENA_GROW(list->arena, desks->items, desks->count, desks->cap);
	desk = &desks->items[desks->count++];
	*desk = (struct desk){ .role = causes[cause].role,
			       .cause = cause,
			       .name = name,
			       .contact = contact->address,
			       .via = contact->address.n ? contact->via : NULL,
			       .form = contact->form ? contact->form : causes[cause].form,
			       .language = contact->language ? contact->language : "en",
			       .source = contact->source };
	desk->warning = contact->address.n
			    ? contact_warning(list->scene, contact->address)
			    : N_("no address is published where we asked");
	add_about(list->arena, desk, about);
	return desk;
}

struct desk *desk_add_row(struct desk_list *list, enum desk_cause cause,
			  const struct desk_row *row, struct str about)
{
	struct desk_contact contact = { .address = row->contact,
					.via = row->via,
					.form = row->form,
					.language = row->language };
	struct desk *desk;

	contact.source =
	    arena_printf(list->arena, "desks.txt, %.*s", STR_ARG(row->as_of));
	desk = desk_add(list, cause, row->name_en, &contact, about);
	if (desk)
		desk->name_ja = row->name_ja;
	return desk;
}

/* The sentences, once it is known what each is about. */
static void say(struct desk_list *list, struct desk *desk)
{
	struct str all = desk->about;

	for (uint32_t i = 1; i < desk->about_count; i++)
		all = arena_printf(list->arena, "%.*s, %.*s", STR_ARG(all),
				   STR_ARG(desk->abouts[i]));
	statement_set(&desk->can_do, causes[desk->cause].can_do);
	statement_str(list->arena, &desk->can_do, "about", all);
	/* of a brand, which is called otherwise there */
	if (desk->cause == TOLD_AS_BRAND && desk->name_ja.n)
		statement_str(list->arena, &desk->can_do, "about_ja", desk->name_ja);
}

const struct desks *desks_of(const struct inspection *in)
{
	struct desk_list list = { .in = in, .arena = in->arena };
	struct scene scene;

	scene_read(in, &scene);
	list.scene = &scene;
	list.desks = arena_new_of(in->arena, struct desks);
	list.desks->asked = in->enquiries && in->enquiries->done;
	if (!scene.told)
		return list.desks;
	desks_of_route(&list);
	desks_of_names(&list);
	desks_of_people(&list);
	desks_of_nations(&list);
	for (uint32_t i = 0; i < list.desks->count; i++)
		say(&list, &list.desks->items[i]);
	return list.desks;
}
