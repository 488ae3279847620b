/* report/text_auth.h - an evaluation for people: the result, why, and each step. */
#pragma once
#include "auth/spf.h"
#include "report/page.h"

void text_spf(struct page *page, struct arena *arena, const struct spf_query *query,
	      const struct spf_result *result);
/* Why there is no answer, into page->text: a text of ours, or of who answered; then
 * nobody translates it. */
void text_reason(struct page *page, struct arena *arena, struct str reason);
/* "dns TXT b.example → …", or why nobody was asked. */
void text_answer(struct page *page, struct arena *arena, const struct answer *answer,
		 size_t indent);
/* Every question with its answer. */
void text_answers(struct page *page);
/* Each evaluation of SPF, DKIM, ARC, DMARC and S/MIME with its steps, without the
 * answers. */
void text_evaluations(struct page *page);
/* The page of a message's report; the traces only where everything is wanted. Nothing
 * where nothing was evaluated. */
void text_authentication(struct page *page);
