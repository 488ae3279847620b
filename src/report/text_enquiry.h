/* report/text_enquiry.h - within "Who runs it": what the registries say of a domain and
 * of an address. */
#pragma once
#include "report/page.h"

/* By the survey's index; nothing where nobody was asked, unless there is room for why. */
void text_registration(struct page *page, uint32_t domain);
void text_holder(struct page *page, uint32_t address);
