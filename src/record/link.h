/* record/link.h - the links of a message: each once, with where it stood, where it really
 * leads, what is odd about it, and whose name it carries.
 *
 * Gathered from all HTML and text parts of all readings, from the subject, and from
 * header fields that hold URLs (List-Unsubscribe and kin). Facts only: checks judge. */
#pragma once
#include "link/document.h"
#include "link/extract.h"
#include "link/wrapper.h"
#include "mail/message.h"
#include "record/identity.h"
#include "record/likeness.h"

enum { LIKENESSES_PER_LINK = 4, LINK_CHAIN = 10 };

/* flags[] of the JSON report; link_flag_name() gives the word. */
enum link_flag {
	LINK_TEXT_DIFFERS = 1 << 0, /* "text-differs": its text shows another host */
	LINK_USERINFO = 1 << 1,
	LINK_READING_DIFFERS = 1 << 2, /* RFC 3986 names another host */
	LINK_HOST_ENCODED = 1 << 3,    /* percent, mapped characters, number forms */
	LINK_NUMERIC_HOST = 1 << 4,
	LINK_PUNYCODE = 1 << 5,
	LINK_MIXED_SCRIPT = 1 << 6,
	LINK_PORT = 1 << 7,
	LINK_PLAIN_HTTP = 1 << 8,
	LINK_SHORTENER = 1 << 9,   /* opaque */
	LINK_WRAPPED = 1 << 10,	   /* a wrapper was undone: the chain tells */
	LINK_REDIRECTOR = 1 << 11, /* of an open redirector */
	LINK_TRACKER = 1 << 12,
	LINK_SHARED_HOST = 1 << 13, /* a stranger's page on a good name */
	LINK_RECIPIENT = 1 << 14,   /* carries the recipient's address or a token of it */
	LINK_SCHEME = 1 << 15,	    /* neither http, https nor mailto */
	LINK_HIDDEN = 1 << 16,
	LINK_LOADS = 1 << 17, /* fetched when shown */
	LINK_FORM = 1 << 18,
	LINK_DEFANGED = 1 << 19, /* written so that it cannot be clicked */
	LINK_BRAND = 1 << 20,	 /* carries the name of a brand that does not own it */
	LINK_OWN_NAME = 1 << 21, /* carries the site's own name, without being its own */
	LINK_OFFICIAL = 1 << 22, /* a brand's own domain */
	LINK_OWN = 1 << 23,	 /* the site's own domain */
	LINK_BROKEN = 1 << 24,	 /* no browser opens it */
	LINK_ODD_SPELLING = 1 << 25, /* backslashes, missing slashes, controls */
	LINK_NESTED = 1 << 26, /* a whole URL inside query or path, no wrapper known */
};

struct link {
	uint32_t n; /* from 1 */
	/* "html.a", "html.form", …, "text", "subject", "header.list-unsubscribe";
	 * "asked". Of what is enclosed: "attachment.html.a", "attachment.built.form" (by
	 * a script), "attachment.script", "qr", "pdf", "calendar", "card", "office",
	 * "shortcut", …; "external-body" */
	const char *where;
	const struct part *part; /* NULL: a header field */
	uint32_t attachment;	 /* n of the attachment it was found in; 0: none */
	size_t offset, length;	 /* in the input, of what is written there */
	uint32_t seen;	    /* how often the same URL stood there with the same text */
	struct str written; /* as it stood, references resolved */
	struct str text;    /* what the reader sees of it; empty where it shows itself */
	struct url url;	    /* what a browser opens */
	struct host host;   /* of url; host.ok false where it has none */
	struct str rfc3986_host; /* LINK_READING_DIFFERS */
	struct str text_host;	 /* LINK_TEXT_DIFFERS: the host that the text shows */
	uint32_t flags;
	/* LINK_DEFANGED in a mail that reports no other: nobody can click it. */
	bool inert;
	bool bare; /* a name in prose: no scheme, no path, and no "www." */
	/* What the wrappers hide, outermost first; the last is where it leads in the end.
	 */
	struct link_step {
		struct unwrapped wrapper;
		struct url url;
		struct host host;
	} * chain;
	uint32_t chain_count;
	bool chain_cut;	   /* LINK_CHAIN */
	struct str opaque; /* the last wrapper's name where its target is not in the link
			    */
	struct str nested; /* LINK_NESTED: the URL inside */
	/* Of the last step, and of the host itself where that is a wrapper. */
	struct likeness *likenesses;
	uint32_t likeness_count;
	const struct domain_class *shared; /* LINK_SHARED_HOST, LINK_SHORTENER */
	struct link_token {
		const char *coding; /* "plain", "percent", "base64", "hex", … */
		const char *place;  /* "query", "path", "fragment", "host", "userinfo" */
		struct str text;    /* as it stands in the URL */
	} token;		    /* LINK_RECIPIENT */
	uint64_t hash;		    /* of what makes it the same */
	/* What its text calls it: see brand_in_link(). */
	struct link_call {
		bool known;
		uint8_t how; /* enum brand_called */
		const struct brand *brand;
	} call;
};

/* One HTML part, read once for everybody: report, checks, links. */
struct part_view {
	const struct part *part;
	uint32_t inside_link; /* n of the "data:" URL whose content this is; 0: the part
			       */
	uint32_t attachment; /* n of the attachment it was found in; 0: the part itself */
	bool file;	     /* a page that is enclosed as a file, not the mail's text */
	bool built;	     /* by a script of it */
	struct html_document *document;
};

struct links {
	struct link *items;
	uint32_t count, cap;
	bool cut; /* LIMIT_LINKS or LIMIT_UNWRAP_… was reached */
	struct part_view *views;
	uint32_t view_count, view_cap;
	uint32_t *view_slots, view_slot_count; /* for links_document() */
	struct gathering *gathering;	       /* for links_add_…() */
};

void links_gather(struct arena *arena, const struct message *message,
		  const struct identities *ids, const struct site *site,
		  const struct tables *tables, struct links *ret);
/* What was found inside attachments, after links_gather(): judged like all others. */
struct found_link {
	const char *where; /* as in struct link; lives as long as the links */
	const struct part *part;
	uint32_t attachment;
	struct str written, text;
	uint32_t flags; /* LINK_FORM and kin */
	bool built;	/* of a page: by a script */
};
/* The link, or the same one that was there; NULL: no room, or it leads nowhere. */
const struct link *links_add_found(struct links *links, const struct found_link *found);
/* All links of a text: `found` without `written`. */
void links_add_text(struct links *links, const struct found_link *found, struct str text);
/* A page (UTF-8) and all its links, `room` in front of where each stands
 * ("attachment.html" for "attachment.html.a"). */
const struct html_document *links_add_page(struct links *links,
					   const struct found_link *found,
					   const char *room, struct str source);
/* A page that is enclosed as a file, though the mail shows a text of its own. */
bool part_is_page_file(const struct part *part);
/* One link that somebody named: where "asked", in no message. */
void links_of_asked(struct arena *arena, struct str url, const struct site *site,
		    const struct tables *tables, struct links *ret);
/* The last step's URL and host: where it leads as far as can be told offline. */
const struct url *link_target(const struct link *link);
const struct host *link_target_host(const struct link *link);
/* How much there is to say of it, or to look into; only orders hang on it. */
unsigned link_rank(const struct link *link);
/* Name of one flag (a single bit), "text-differs". */
const char *link_flag_name(uint32_t flag);
/* What was read of a part, also of a copy of it in another reading; NULL where it is no
 * page. */
const struct html_document *links_document(const struct links *links,
					   const struct part *part);
