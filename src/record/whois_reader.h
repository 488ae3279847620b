/* record/whois_reader.h - what the files that read WHOIS answers share. */
#pragma once
#include "record/registry_date.h"
#include "record/whois.h"
#include "record/whois_key.h"
#include "record/whois_line.h"

enum whois_about {
	WHOIS_ABOUT_DOMAIN,
	WHOIS_ABOUT_CONTACT,
	WHOIS_ABOUT_HOSTS,
	WHOIS_ABOUT_NETWORK,
	WHOIS_ABOUT_ROUTE,
	WHOIS_ABOUT_NOTHING,
};

/* Whom a line speaks of that does not say so itself. */
struct whois_context {
	enum whois_about about;
	struct registry_contact *contact;
	uint32_t indent; /* of the heading */
	bool heading;	 /* opened by one; else by a paragraph's first line */
	bool filled;	 /* something came since the heading */
	bool nested;	 /* its lines stand deeper than the heading */
	bool stray;	 /* whoever the heading means, it is not the registrant */
};

/* Lines of a contact that have no keys: name and address, one below the other. */
struct whois_described {
	struct str self; /* "Registrant: Example Inc." */
	struct str lines[12];
	uint32_t count;
	bool given, family; /* halves of the name that were taken */
	bool organization;  /* the name is one's */
};

struct whois_reader {
	struct arena *arena;
	struct registry_facts *facts;
	const struct whois_asked *asked;
	struct str rest; /* the lines to come */
	struct registry_dates dates;
	struct whois_context context;
	struct whois_key last; /* what a line without a key goes on with */
	uint32_t last_indent, last_column;
	bool last_empty;
	bool first;	/* the line begins a paragraph */
	bool rwhois;	/* lines begin with a class: "domain:Created:20090324" */
	uint32_t known; /* lines that were understood */
	const struct whois_phrase *status; /* of a status line */
	struct str status_said;
	struct str state;		   /* used where no status is said */
	struct whois_described *described; /* beside facts->contacts */
	struct {
		struct str handle;
		enum registry_role role;
	} refs[LIMIT_REGISTRY_CONTACTS];
	uint32_t ref_count;
	struct registry_contact *holder; /* of the last network, once he is met */
	struct registry_abuse abuse;	 /* of a network, line by line */
	struct str remarked;		 /* a mailbox for abuse in a network's remarks */
	struct registry_host *host;	 /* the last one */
};

struct registry_contact *whois_contact(struct whois_reader *reader,
				       enum registry_role role);
struct whois_described *whois_described_of(struct whois_reader *reader,
					   const struct registry_contact *contact);
void whois_take_hosts(struct whois_reader *reader, struct str value);
void whois_take_addresses(struct whois_reader *reader, struct str value);
/* The holder of the network that was read last. */
struct registry_contact *whois_holder(struct whois_reader *reader);
/* Whoever has that handle has that role. */
void whois_refer(struct whois_reader *reader, enum registry_role role, struct str handle);
/* Keys of networks, routes and their holders; false: not one of them. */
bool whois_take_network(struct whois_reader *reader, const struct whois_key *key,
			struct str value);
void whois_flush_abuse(struct whois_reader *reader);
/* "% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'abuse@example.net'" */
void whois_take_comment(struct whois_reader *reader, struct str text);
/* When all lines were taken: handles and their paragraphs, lines without keys, who the
 * registrar is, whose desk an address is. */
void whois_settle(struct whois_reader *reader);
/* The bytes as UTF-8 text; the tags of a page around it are left away. */
struct str whois_text(struct arena *arena, struct str bytes);

/* Keys of RPSL are, those of forms are not. */
static inline bool whois_is_small(struct str key)
{
	return key.n && key.p[0] >= 'a' && key.p[0] <= 'z';
}

/* --- contexts (whois_pair.c) ------------------------------------------------------- */
bool whois_of_domain(const struct whois_reader *reader);
void whois_open(struct whois_reader *reader, enum whois_about about,
		struct registry_contact *contact, uint32_t indent, bool heading);
/* A line that stands no deeper than the heading is not below it, once some did. */
void whois_leave(struct whois_reader *reader, const struct whois_line *line);
void whois_take_pair(struct whois_reader *reader, const struct whois_line *line,
		     struct whois_key key);
void whois_take_known(struct whois_reader *reader, const struct whois_key *key,
		      const struct whois_line *line, struct str value);
/* A line that is no pair by its shape (whois_plain.c). */
void whois_take_text(struct whois_reader *reader, const struct whois_line *line);

/* --- the domain (whois_take.c) -------------------------------------------------------
 */
void whois_take_domain(struct whois_reader *reader, struct str value);
void whois_take_status(struct whois_reader *reader, struct str value);
void whois_take_referral(struct whois_reader *reader, struct str value);
void whois_take_dnssec(struct whois_reader *reader, struct str value);
void whois_take_keys(struct whois_reader *reader, struct str value);
void whois_take_time(struct whois_reader *reader, const struct whois_key *key,
		     struct str value);

/* --- people (whois_contact.c) ----------------------------------------------------------
 */
void whois_take_field(struct whois_reader *reader, const struct whois_key *key,
		      struct str value);
void whois_take_role(struct whois_reader *reader, const struct whois_key *key,
		     const struct whois_line *line, struct str value);
/* A person's paragraph that begins with the name, and has the handle further down. */
bool whois_take_named(struct whois_reader *reader, const struct whois_key *key,
		      const struct whois_line *line, struct str value);
void whois_take_handle(struct whois_reader *reader, const struct whois_key *key,
		       const struct whois_line *line, struct str value);
void whois_take_object(struct whois_reader *reader, const struct whois_key *key,
		       const struct whois_line *line, struct str value);
/* "org:" and "descr:" outside a network. */
void whois_take_person_or_firm(struct whois_reader *reader, const struct whois_key *key,
			       struct str value);
