/* record/tables_image_none.c - a program without an image: tables are read. */
#include "record/tables_image.h"

const struct tables_image *tables_image(void)
{
	return NULL;
}
