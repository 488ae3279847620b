/* indicator/gather.h - what the files of this room share: the list while it grows, what
 * the findings say against a thing, and whose a name is. */
#pragma once
#include "indicator/indicator.h"

/* What the findings say against one thing. */
struct charge {
	double weight;	    /* of all of them */
	enum grade grade;   /* of the heaviest */
	const char *source; /* its id; NULL: nothing is said against it */
	double heaviest;
	bool adverse;
};

/* What the part that a thing plays rests on; where two places give two, the higher
 * stands: what protects somebody goes before what accuses him. */
enum basis {
	BY_PRESENCE, /* it is there */
	BY_CHARGE,
	BY_TABLE, /* others' service, an old name: misused */
	BY_BRAND, /* a brand's own */
	BY_SITE,  /* ours, or a recipient's */
};

struct part_played {
	enum indicator_role role;
	enum basis basis;
	int confidence;
	const char *source;
};

/* Where links lead, and what is said against it. */
struct place {
	struct str name;
	struct charge charge;
	const struct finding *last;
};

struct gathering {
	const struct inspection *in;
	struct indicators *list;
	uint8_t *basis;	 /* of each item */
	uint16_t *slots; /* index + 1, by hash */
	bool accusing;	 /* the message is fraudulent or suspicious */
	struct place *places;
	uint32_t place_count;
	struct charge sender; /* what is said against who sent it */
	int64_t arrived;      /* 0: not known */
	/* The host to which the link before led, and what is said against it. */
	struct str last_host;
	struct charge last_charge;
};

/* One more; NULL: no room, or it is no value. */
struct indicator *gather_add(struct gathering *g, enum indicator_type type,
			     struct str value, const struct part_played *part);
/* The time at which it was seen as well. */
void indicator_seen(struct indicator *indicator, int64_t utc);

/* --- charges (charge.c) --------------------------------------------------------- */
/* All that findings say against the places of links; once. */
void charge_places(struct gathering *g);
/* Against the place to which `link` leads. */
struct charge charge_of_link(const struct gathering *g, const struct link *link);
struct charge charge_of_sender(const struct gathering *g);
struct charge charge_of_attachment(const struct gathering *g, uint32_t n);
/* Of the finding of that id alone; none where it is a note. */
struct charge charge_of_finding(const struct gathering *g, const char *id);
/* 0..100. */
int charge_confidence(const struct gathering *g, const struct charge *charge);
/* Enough to call a thing bad: something adverse; where the message is fraudulent, also
 * something odd that weighs. */
bool charge_holds(const struct gathering *g, const struct charge *charge);

/* --- whose is it (whose.c) ------------------------------------------------------ */
/* The part of a host name, be `charge` what is said against what stands there. */
struct part_played part_of_host(const struct gathering *g, struct str host,
				const struct charge *charge, const char *source);
/* The same of the registrable domain of an accused host: bad where it was made for this,
 * or nothing lets one think that it is somebody else's. */
struct part_played part_of_parent(const struct gathering *g, struct str host,
				  struct str domain, const struct charge *charge,
				  const char *source);
struct part_played part_plain(const char *source);
bool class_is_of_mailboxes(const struct domain_class *class_);
/* Young, or called so that it can serve for nothing else. */
bool domain_is_made_for_it(const struct gathering *g, struct str registrable);
/* Do results of authentication on our side, or those evaluated here, stand for that
 * registrable domain? */
bool domain_is_established(const struct gathering *g, struct str registrable);

/* --- rooms ------------------------------------------------------------------------ */
void gather_victims(struct gathering *g);
void gather_links(struct gathering *g);
void gather_sender(struct gathering *g);
void gather_path(struct gathering *g);
void gather_sites(struct gathering *g); /* what look-ups and visits added */
void gather_content(struct gathering *g);
/* A host with its registrable domain, both judged; the host's indicator. */
struct indicator *gather_host(struct gathering *g, struct str host,
			      const struct charge *charge, const char *source,
			      uint32_t number);
void gather_address(struct gathering *g, struct str address,
		    const struct part_played *part, uint32_t number);
