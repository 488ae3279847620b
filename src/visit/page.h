/* visit/page.h - a page that stands at the end of a link, as facts.
 *
 * Read by link/document.h (what is seen, which forms) and by one more pass over the
 * tokens: what leads on by itself, what looks like a link and is none, its icon, its
 * language. Scripts are text; nothing is run. What is read lives in a memory of its own,
 * and only the facts are kept. Bounded: LIMIT_VISIT_…; what is beyond is not read, and
 * told. */
#pragma once
#include "record/site.h"
#include "record/tables.h"

enum page_lead {
	LEAD_NONE,
	LEAD_LOCATION, /* 3xx with Location */
	LEAD_REFRESH,  /* the field Refresh */
	LEAD_META,     /* <meta http-equiv=refresh> */
	LEAD_SCRIPT,   /* location = "…" */
	LEAD_FRAME,    /* nothing but one frame that fills it */
	PAGE_LEADS
};
const char *page_lead_name(enum page_lead lead); /* "location", in JSON; NULL for none */

/* What a field asks for. */
enum page_asks {
	ASKS_PASSWORD,
	ASKS_CARD,
	ASKS_CODE,
	ASKS_MAIL,
	ASKS_PHONE,
	ASKS_BIRTH,
	ASKS_ADDRESS,
	ASKS_NAME,
	ASKS_FILE,
	ASKS_OTHER,
	PAGE_ASKS
};
const char *page_asks_name(enum page_asks asks); /* "password", in JSON */

struct page_field {
	struct str name, type, label;
	enum page_asks asks;
};

struct page_form {
	struct str action; /* absolute; empty where it cannot be told */
	struct str host;   /* of the action */
	struct str method; /* "get", "post" */
	struct page_field *fields;
	uint32_t field_count;
	uint32_t asks; /* 1 << enum page_asks */
};

struct page_brand {
	const struct brand *brand;
	bool in_title;
};

struct page_facts {
	struct str charset;
	struct str title, language; /* as declared: <html lang> */
	bool japanese;		    /* a part of its text is kana */
	struct str text;	    /* visible, LIMIT_VISIT_TEXT */
	size_t text_length;	    /* of all of it */
	struct page_form *forms;
	uint32_t form_count;
	struct str *dead; /* words of navigation that look like links and lead nowhere */
	uint32_t dead_count;
	uint32_t live_links; /* <a> that lead somewhere */
	struct str icon;     /* URL of its icon; empty */
	struct page_brand *brands;
	uint32_t brand_count;
	const struct page_rule *parked, *blocked; /* NULL */
	struct str lead;			  /* where it leads on by itself; empty */
	enum page_lead lead_by;
	uint32_t lead_delay; /* seconds; 0 for scripts */
	const char *cut;     /* N_(): what was not read; NULL */
};

/* `url` is that of the page; `type` the field Content-Type. */
struct page_query {
	const struct tables *tables;
	const struct url *url;
	struct str type, body;
};
void page_read(struct arena *arena, const struct page_query *query,
	       struct page_facts *ret);
/* Would a browser show it as a page? */
bool page_is_html(struct str type, struct str body);
/* A small page with nothing on it, which is there to lead on. */
bool page_is_empty(const struct page_facts *page);

/* visit/script.c: the first literal that a script makes the location; empty: none that
 * can be told without running it. */
struct str script_location(struct arena *arena, struct str script);
