/* report/text_survey.h - "Who runs it" in the text report: a line for each server role
 * and each domain, as far as the DNS tells. */
#pragma once
#include "report/page.h"

void text_survey(struct page *page);
