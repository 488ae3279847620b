/* report/html_headline.c - the sentence at the top of the page (report/headline.h). */
#include "report/html.h"

#include "report/headline.h"

void html_headline(struct html *html)
{
	headline(html->in, html->options, &html->page.text);
}
