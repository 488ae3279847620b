/* report/text_survey.h - "Who runs it" in the text report: a line for each server role
 * and each domain, as far as the DNS tells. */
#pragma once
#include "report/page.h"

void text_survey(struct page *page);

/* Into page->text, for the pages of a thing as well. */
/* Its values, or which of the five other things came of the question. */
void text_fact(struct page *page, const struct fact *fact);
/* "192.0.2.7, 2001:db8::7 (Flare: a CDN: …)" */
void text_host_addresses(struct page *page, const struct survey_host *host);
/* "a.example (leads back to it); …" */
void text_reverse_names(struct page *page, const struct survey_address *address);
/* "client, link" */
void text_roles(struct page *page, uint32_t roles);
/* " (Flare: a CDN: …)"; nothing where it is NULL. */
void text_network(struct page *page, const struct network *network);
