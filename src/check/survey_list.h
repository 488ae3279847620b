/* check/survey_list.h - what the checks of the survey share. */
#pragma once
#include "check/origin.h"

/* Text pieces for a value that is a list; each once. */
struct pieces {
	struct str *items;
	uint32_t count, cap;
};
void pieces_add(struct arena *arena, struct pieces *pieces, struct str s);
/* The data of each record, as text. */
void pieces_add_records(struct arena *arena, struct pieces *pieces,
			const struct fact *fact);

/* The survey once it is done; NULL where nobody could be asked. */
const struct survey *survey_of(const struct inspection *in);
/* The client at the boundary, where it came from outside; NULL. */
const struct survey_address *survey_outside_client(const struct inspection *in);
/* Something is known of it: asked, and answered. */
bool fact_is_known(const struct fact *fact);
/* "nothing there" of either kind. */
bool fact_is_empty(const struct fact *fact);
/* The text of the first TXT record that begins so (any case); empty. */
struct str fact_text(const struct fact *fact, struct str prefix);
/* The first identity or link that shows the domain becomes evidence. */
void finding_at_domain(struct finding *finding, const struct survey_domain *domain);
void finding_at_host(struct finding *finding, const struct survey_host *host);
